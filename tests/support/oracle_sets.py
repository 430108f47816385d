"""What a link says of the members of its ends, and what is known of a set while a way goes through it (domain §3a)."""

from __future__ import annotations

from support.oracle_cut import Cut, Row

EVERY, SOME, POSSIBLE = "every", "some", "possible"
KNOWLEDGE = (EVERY, SOME, POSSIBLE)


def division(link: Row) -> tuple[object, ...]:
    """What the `part` links have in common that divide a to-end: chart, kind, form, mechanism, of inspections year and type."""
    return (link["chart"], link["kind"], link["form"], link["mechanism"], link["year"], link["type"], link["to"])


def parts(cut: Cut, link: Row) -> dict[str, list[Row]]:
    """The holders of the division that a `part` link belongs to, and their links."""
    found: dict[str, list[Row]] = {}
    for other in cut.into[link["to"]]:
        if other["share"] == "part" and division(other) == division(link):
            found.setdefault(other["from"], []).append(other)
    return found


def whole(cut: Cut, link: Row) -> bool:
    """Whether the holders of a division have all of its to-end together."""
    if not cut.is_set(link["to"]):
        return True
    holders = parts(cut, link)
    counts = [max((one["count"] for one in links if one["count"] is not None), default=None) for links in holders.values()]
    number = cut.size(link["to"])
    if None not in counts and number is not None:
        return sum(counts) >= number  # type: ignore[arg-type]
    return len(holders) > 1 or cut.is_set(link["from"])


def alone(cut: Cut, link: Row) -> bool:
    """Whether the from-end of a `part` link holds the whole of its to-end by itself."""
    return len(parts(cut, link)) == 1 and whole(cut, link)


def pairs_off(cut: Cut, link: Row) -> bool:
    """A lone part between sets of equal number pairs them one to one."""
    number = cut.size(link["from"])
    return link["share"] == "part" and cut.is_set(link["from"]) and number is not None and number == cut.size(link["to"]) and alone(cut, link)


def one_each(cut: Cut, link: Row) -> bool:
    """Whether each member of the from-end of a `part` link has exactly one member of the to-end: the numbers leave no more."""
    number, mine = cut.size(link["to"]), cut.size(link["from"])
    if link["share"] != "part" or not cut.is_set(link["to"]) or number is None or mine is None:
        return False
    others = [one for name, links in parts(cut, link).items() for one in links[:1] if name != link["from"]]
    most = number - sum(one["count"] or cut.size(one["from"]) or 1 for one in others)
    return mine == (most if link["count"] is None else min(most, link["count"]))


def along(cut: Cut, link: Row, known: str) -> str:
    """What is known of the to-end where so much is known of the from-end."""
    if known == POSSIBLE:
        return POSSIBLE
    if link["share"] == "all":
        return EVERY
    if not cut.is_set(link["to"]):  # the part of a set: one of its members has it
        return EVERY if known == EVERY else POSSIBLE
    if link["share"] == "part" and alone(cut, link):
        return known
    return SOME


def against(cut: Cut, link: Row, known: str) -> str:
    """What is known of the from-end where so much is known of the to-end."""
    if known == POSSIBLE:
        return POSSIBLE
    if link["share"] == "all":
        return EVERY
    if not cut.is_set(link["to"]):  # one member of the from-end has it
        return SOME if alone(cut, link) else POSSIBLE
    if known == EVERY:
        return EVERY
    if link["share"] == "part" and alone(cut, link):
        return SOME if cut.is_set(link["from"]) else EVERY
    return POSSIBLE


def barred(before: tuple[Row, bool] | None, link: Row, forward: bool, cut: Cut) -> bool:
    """Whether no world lets a way go on so: down a part and up a part of the same division, or up and down the same `one`,
    or up and down the same `part` where the numbers leave each holder one member."""
    if before is None:
        return False
    last, came_forward = before
    if came_forward and not forward:
        return last["share"] == link["share"] == "part" and last["united"] == link["united"]
    if not came_forward and forward and last["number"] == link["number"]:
        return link["share"] == "one" or one_each(cut, link)
    return False
