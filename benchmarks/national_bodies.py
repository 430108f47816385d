"""The bodies and links of one province of a made-up country, or of its centre: who there is at each level, and who watches over whom.
Cost: linear, without a loop over bodies."""

from __future__ import annotations

import national_words as words
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from national_columns import CENTRE, COUNTY, FOREIGN, LEVELS, PREFECTURE, TEXT, TEXTS, Block, BlockColumns, Places, each, lists, spread
from national_words import Numbers, digits, joined, numerals, stems
from numpy.typing import NDArray

_BOTH, _DISCIPLINE = ["discipline", "state"], ["discipline"]
_ROOMS, _TEAMS, _GROUPS, _ZONES = (20, 18, 14, 11), (10, 8, 6, 4), (46, 42, 32, 21), (6, 5, 4, 4)
_UNITS = (400, 300, 220, 134)
_STATE_FIRMS, _SCHOOLS = "国有企业", "其他事业单位"


_CENTRAL_COMMISSION = pa.array(["中央纪委国家监委"])


class BlockBuilder(BlockColumns):
    """Makes a block step by step: what a step makes, the later ones join by rows."""

    # -- bodies -------------------------------------------------------------------------------------------------------

    def commissions(self) -> None:
        """The commission of each place with its party committee, and the commission above it."""
        places, here = self.places, np.arange(len(self.places))
        central = places.level[0] == CENTRE
        committee = self.nodes("PartyCommittee", here, "pc", here * 0, pa.array(["党中央"]) if central else joined(places.name, "委"))
        if central:
            self.commission = self.nodes("Commission", here, "cc", here * 0, _CENTRAL_COMMISSION)
        else:
            aliases = lists(joined(places.name, "纪委"))
            self.commission = self.nodes("Commission", here, "cc", here * 0, joined(places.name, "纪委监委"), aliases=aliases)
            foreign = {"id": pa.array(["cc-CN-1"]), "level": "central", "area": "CN"}
            above = self.nodes("Commission", np.array([FOREIGN]), "cc", np.zeros(1, np.int64), _CENTRAL_COMMISSION, **foreign)
            self.links("LEADS", np.where(places.above < 0, above[0], self.commission[places.above]), self.commission, here)
        self.links("LEADS", committee, self.commission, here, basis="statutory")
        # 5 % of the counties aren't told to have sent out an inspection team
        owner, number = spread(self.level(_TEAMS) * ~((places.level == COUNTY) & self.chance(0.05, len(here))))
        ends = pa.array(["巡视组", "巡视组", "巡察组", "巡察组"]).take(pa.array(places.level[owner]))
        party = joined(places.name, "" if central else "委")
        self.team = self.nodes("InspectionTeam", owner, "it", number, joined(self.taken(party, owner), "第", numerals(number + 1), ends), source="plan")
        self.team_place, self.team_number = owner, number
        self.links("LEADS", committee[owner], self.team, owner, said="plan")
        self.first_team = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(here)))])

    def rooms(self) -> None:
        """The rooms of each commission: supervision by number, investigation by number, cases, trial."""
        count = self.level(_ROOMS)
        owner, number = spread(count)
        watching = (count // 2)[owner]
        own = number - count[owner] + 2
        of = self.taken(_commission_names(self.places), owner)
        numbered = joined("第", numerals(number + 1), pa.array(words.ROOMS).take(pa.array((number >= watching).astype(np.int64))))
        ends = pc.if_else(pa.array(own >= 0), pa.array(words.OWN_ROOMS).take(pa.array(np.maximum(own, 0))), numbered)
        staff = self.staff(len(owner), 3, 12)
        self.room = self.nodes("Room", owner, "rm", number, joined(of, ends), **staff)
        self.links("PART_OF", self.room, self.commission[owner], owner)
        self.first_room = np.cumsum(count) - count
        self.watching = count // 2

    def organs(self) -> None:
        """The organs of each place: all of them, of a county those that there are everywhere and most of the others."""
        everywhere = 15
        most = len(words.ORGANS)
        fewer = self.random.integers(most - 14, most + 1, len(self.places))
        self.organ_count = np.where(self.places.level == COUNTY, fewer, most)
        owner, number = spread(self.organ_count)
        assert everywhere < most - 14
        local, central, category = (pa.array(column) for column in zip(*words.ORGANS, strict=True))
        ends = local.take(pa.array(number))
        names = central.take(pa.array(number)) if self.places.level[0] == CENTRE else joined(self.taken(self.places.name, owner), ends)
        self.organ = self.nodes("Unit", owner, "u", number, names, category=category.take(pa.array(number)))
        self.organ_place, self.organ_number, self.organ_name = owner, number, names
        self.first_organ = np.cumsum(self.organ_count) - self.organ_count

    def groups(self) -> None:
        """Groups that sit in one organ each and watch over others: 7 % of these have none, 5 % a second one; one in ten has no counterpart."""
        count = self.level(_GROUPS)
        owner, number = spread(count)
        host = self.first_organ[owner] + number
        by = "中央纪委国家监委驻" if self.places.level[0] == CENTRE else "驻"
        mode = pa.array(np.where(self.chance(0.7, len(owner)), "comprehensive", "single"))
        since = pa.array(np.where(self.chance(0.5, len(owner)), "2019-06", "2018"), mask=self.chance(0.7, len(owner)))
        names = joined(by, self.taken(self.organ_name, host), "纪检监察组")
        self.group = self.nodes("StationedGroup", owner, "g", number, names, mode=mode, valid_from=since, **self.staff(len(owner), 2, 8))
        self.group_place, self.group_number = owner, number
        first = np.cumsum(count) - count
        self.first_group = first
        self.links("DISPATCHES", self.commission[owner], self.group, owner, valid_from=since)
        self.links("STATIONED_AT", self.group, self.organ[host], owner, scope=self.branch(len(owner)))
        place, organ = self.organ_place, self.organ_number
        others = (organ >= count[place]) & self.chance(0.93, len(place))
        doubled = self.chance(0.05, len(place))
        for chosen, step in ((others, 0), (doubled, 7)):
            row, here = np.flatnonzero(chosen), place[chosen]
            group = first[here] + (organ[chosen] + step) % count[here]
            keep = (group - first[here]) != organ[chosen]
            self.links(
                "SUPERVISES", self.group[group[keep]], self.organ[row[keep]], here[keep], form="stationed", authority=_BOTH, scope=self.branch(int(keep.sum()))
            )
        told = np.flatnonzero(self.chance(0.9, len(owner)))  # the others have no counterpart that anybody tells
        here = owner[told]
        room = self.first_room[here] + number[told] % self.watching[here]
        self.links("COORDINATES_WITH", self.room[room], self.group[told], here, said="report", mechanism="counterpart")
        some = np.flatnonzero(self.chance(0.3, len(owner)))
        cases = self.first_room[owner[some]] + self.level(_ROOMS)[owner[some]] - 2
        self.links("COORDINATES_WITH", self.group[some], self.room[cases], owner[some], said="report", mechanism="clue_transfer")
        some = np.flatnonzero(self.chance(0.4, len(owner)))
        self.links("COORDINATES_WITH", self.group[some], self.commission[owner[some]], owner[some], said="report", mechanism="report", period="P1M")
        some = np.flatnonzero(self.chance(0.25, len(owner)))
        resource = pa.array(np.where(self.chance(0.5, len(some)), "room", "budget"))
        self.links("HOSTED_BY", self.group[some], self.organ[host[some]], owner[some], said="report", resource=resource)

    def zones(self) -> None:
        """Collaborations of the groups of a place, guided by its rooms."""
        count = self.level(_ZONES)
        owner, number = spread(count)
        name = joined(self.taken(self.places.name, owner), "第", numerals(number + 1), "纪检监察协作区")
        self.zone = self.nodes("Collaboration", owner, "z", number, name, source="report", scope="zone")
        self.first_zone = np.cumsum(count) - count
        self.zone_count = count
        self.links("GUIDES", self.room[self.first_room[owner] + number % self.watching[owner]], self.zone, owner, said="report")
        some = np.flatnonzero(self.chance(0.95, len(self.group)))
        here = self.group_place[some]
        self.links("MEMBER_OF", self.group[some], self.zone[self.first_zone[here] + self.group_number[some] % count[here]], here, said="report")

    def contacts(self) -> None:
        """Rooms keep contact with half of the organs, in nine counties of ten."""
        told = ~self.chance(0.1, len(self.places))
        some = np.flatnonzero(told[self.organ_place] & self.chance(0.5, len(self.organ)))
        here = self.organ_place[some]
        room = self.first_room[here] + self.organ_number[some] % self.watching[here]
        self.links("CONTACTS", self.room[room], self.organ[some], here, said="report")

    def units(self) -> None:
        """What hangs under the organs: schools, hospitals, firms; one in ten hangs under another one, one in fifty by a professional line."""
        base = self.level(_UNITS)
        count = self.random.integers(base * 3 // 4, base * 5 // 4 + 1)
        owner, number = spread(count)
        sorts = len(words.SUBORDINATES)
        ends, category, above = zip(*words.SUBORDINATES, strict=True)
        sort = number % sorts
        name = joined(self.taken(self.places.name, owner), "第", numerals(number // sorts + 1), pa.array(ends).take(pa.array(sort)))
        unit = self.nodes("Unit", owner, "s", number, name, source="report", category=pa.array(category).take(pa.array(sort)))
        organ = np.asarray(above)[sort]
        organ = np.where(organ < 0, number % self.organ_count[owner], organ)
        deep = (number >= sorts) & self.chance(0.1, len(unit))  # below the one of its sort before it
        target = np.where(deep, unit[np.maximum(np.arange(len(unit)) - sorts, 0)], self.organ[self.first_organ[owner] + organ])
        line = self.chance(0.98, len(unit))
        self.links("SUBORDINATE_TO", unit[line], target[line], owner[line], said="report")
        # bodies of their own in some: coverage beside that of the groups, by a body that depends on its unit
        some = np.flatnonzero((number < sorts) & self.chance(0.5, len(unit)))
        here = owner[some]
        own = self.nodes("InternalDisciplineBody", here, "id", number[some], joined(self.taken(name, some), "纪委"), source="report")
        self.links("HOSTED_BY", own, unit[some], here, said="report", resource="staff")
        self.links("SUPERVISES", own, unit[some], here, said="report", form="discipline")
        self.unit, self.unit_place = unit, owner

    def sets(self) -> None:
        """Two sets of units that nobody lists: firms shared out among three groups, institutions of which a third has an unknown number."""
        here = np.arange(len(self.places))
        firms = self.random.integers(12, 60, len(here))
        of = joined(self.places.name, _STATE_FIRMS)
        row = self.nodes("Unit", here, "e", here * 0, of, source="report", category="enterprise", count=digits(firms))
        for part in range(3):
            stated = digits(firms // 4)
            group = self.group[self.first_group + 9 + part]
            self.links("SUPERVISES", group, row, here, said="report", form="stationed", authority=_BOTH, share="part", count=stated if part < 2 else None)
        count = pc.if_else(pa.array(self.chance(0.33, len(here)) | (here == 0)), "unknown", digits(self.random.integers(20, 90, len(here))))
        row = self.nodes("Unit", here, "i", here * 0, joined(self.places.name, _SCHOOLS), source="report", category="public_institution", count=count)
        some = self.chance(0.5, len(here))
        self.links("CONTACTS", self.room[self.first_room[some]], row[some], here[some], said="report")

    def townships(self) -> None:
        """The townships of the counties: 6 % without an office that anybody tells, 10 % whose villages are a set."""
        count = self.random.integers(8, 20, len(self.places)) * (self.places.level == COUNTY)
        owner, number = spread(count)
        ends = pa.array(words.TOWNS).take(pa.array(number % 3))
        code = joined(self.taken(self.places.code, owner), digits(number + 1, 3))
        # the stems of a county follow one another, so none comes twice in it
        stem = stems(owner * 29 + number)
        name = joined(stem, ends)
        self.areas(code, name, pa.nulls(len(owner), TEXT), owner)
        self.town = self.nodes("Township", owner, "t", number, name, level="township", area=code)
        told = np.flatnonzero(self.chance(0.94, len(owner)))
        here = owner[told]
        body = pc.if_else(pa.array(number[told] % 3 == 2), "纪检监察工委", "纪委")
        columns = self.staff(len(told), 2, 6) | {"level": "township", "area": self.taken(code, told)}
        office = self.nodes("TownshipOffice", here, "o", number[told], joined(self.taken(name, told), body), **columns)
        both = self.chance(0.6, len(told))
        authority = pa.array([_DISCIPLINE, _BOTH], TEXTS).take(pa.array(both.astype(np.int64)))
        self.links("SUPERVISES", office, self.town[told], here, form="discipline", authority=authority, scope=self.branch(len(told)))
        self.links("DISPATCHES", self.commission[here[both]], office[both], here[both])
        member = self.first_zone[here] + number[told] % self.zone_count[here]
        self.links("MEMBER_OF", office, self.zone[member], here, said="report")
        some = np.flatnonzero(self.chance(0.8, len(owner)))
        room = self.first_room[owner[some]] + number[some] % self.watching[owner[some]]
        self.links("CONTACTS", self.room[room], self.town[some], owner[some], said="report", form="discipline")
        offices = np.full(len(owner), -1)
        offices[told] = office
        self.villages(owner, code, name, offices, self.chance(0.1, len(owner)))

    def villages(self, county: Numbers, code: pa.Array, town: pa.Array, office: Numbers, unlisted: NDArray[np.bool_]) -> None:
        """Villages of townships, three of four with a liaison station; those that aren't listed with as many stations as villages."""
        count = self.random.integers(9, 22, len(county))
        of, number = spread(count * ~unlisted)
        here = county[of]
        # villages of a county have numbers of their own: its townships stand together
        serial = np.arange(len(of)) - np.searchsorted(here, here)
        name = joined(stems(of * 31 + number), pa.array(words.VILLAGES).take(pa.array(number % 4)))
        columns = {"level": "village", "area": self.taken(code, of)}
        village = self.nodes("Village", here, "v", serial, name, source="report", **columns)
        self.links("SUBORDINATE_TO", village, self.town[of], here, said="report")
        served = np.flatnonzero((office[of] >= 0) & self.chance(0.75, len(of)))
        columns = {"level": "village", "area": self.taken(code, of[served])}
        names = joined(self.taken(name, served), "监察工作联络站")
        station = self.nodes("LiaisonStation", here[served], "l", serial[served], names, source="report", **columns)
        self.links("EXTENDS_TO", office[of[served]], station, here[served], said="report")
        self.links("SERVES", station, village[served], here[served], said="report")
        watched = np.flatnonzero((office[of] >= 0) & self.chance(0.3, len(of)))
        self.links("SUPERVISES", office[of[watched]], village[watched], here[watched], said="report", form="discipline")
        # domain §3a: a lone part between sets of equal number pairs them one to one
        sets = np.flatnonzero(unlisted)
        here, total = county[sets], digits(count[sets])
        columns = {"level": "village", "area": self.taken(code, sets), "count": total}
        villages = self.nodes("Village", here, "vs", sets - np.searchsorted(county, here), joined(self.taken(town, sets), "各村"), source="report", **columns)
        self.links("SUBORDINATE_TO", villages, self.town[sets], here, said="report")
        known = office[sets] >= 0
        columns = {"level": "village", "area": self.taken(code, sets[known]), "count": total.filter(pa.array(known))}
        serial = sets[known] - np.searchsorted(county, here[known])
        stations = self.nodes("LiaisonStation", here[known], "ls", serial, joined(self.taken(town, sets[known]), "各村监察联络站"), source="report", **columns)
        self.links("EXTENDS_TO", office[sets[known]], stations, here[known], said="report")
        self.links("SERVES", stations, villages[known], here[known], said="report", share="part")

    def inspections(self) -> None:
        """Rounds of inspection since 2015: of the organs by the teams of their place, of some organs of counties by those of the prefecture."""
        teams = np.diff(self.first_team)
        for share, upward in ((0.75, False), (0.05, True)):
            some = np.flatnonzero(self.chance(share, len(self.organ)) & ((self.places.level == COUNTY) | (not upward))[self.organ_place])
            here = self.organ_place[some]
            by = self.places.above[here] if upward else here
            told = teams[by] > 0
            some, here, by = some[told], here[told], by[told]
            team = self.first_team[by] + (self.organ_number[some] + some) % teams[by]
            year = self.random.integers(2015, 2024, len(some))
            sort = "elevated" if upward else pa.array(np.where(self.chance(0.8, len(some)), "regular", "special"))
            scope = pa.array(np.where(self.chance(0.3, len(some)), "with_subordinates", "self"))
            self.links("INSPECTS", self.team[team], self.organ[some], here, said="plan", year=year, type=sort, scope=scope)

    def development_zones(self) -> None:
        """A zone in every prefecture with an area of the chart's own, of whose bodies nothing is declared complete and hardly anything is told."""
        place = np.flatnonzero(self.places.level == PREFECTURE)
        code = joined("kfq-", self.taken(self.places.code, place))
        name = joined(stems(place * 37 + 5), "经开区")
        self.areas(code, name, self.taken(self.places.code, place), place)
        for number, (end, share) in enumerate((("管委会", 0.5), ("财政局", 0.1), ("建设局", 0.0), ("农业农村局", 0.0))):
            columns = {"level": "county", "area": code, "category": "government"}
            row = self.nodes("Unit", place, "d", place * 0 + number, joined(name, end), source="report", **columns)
            some = self.chance(share, len(place))
            self.links("SUPERVISES", self.group[self.first_group[place[some]]], row[some], place[some], said="report", form="stationed", authority=_BOTH)

    def declared(self) -> tuple[pa.Table, pa.Table]:
        """Where the charts list all: for the groups in two counties of three, for the townships in half; else a count that all are covered, in some."""
        places, here = self.places, np.arange(len(self.places))
        level = pa.array(LEVELS).take(pa.array(places.level))
        rows = []
        for forms, share, levels in ((["stationed"], 0.67, None), (["inspection"], 0.5, None), (_BOTH, 0.5, ["township", "village"])):
            some = np.flatnonzero((self.chance(share, len(here)) | (places.level < COUNTY)) & (levels is None or places.level == COUNTY))
            of_level = lists(self.taken(level, some)) if levels is None else each(levels, len(some))
            rows.append(
                pa.table(
                    {
                        "forms": each(forms, len(some)),
                        "area": self.taken(places.code, some),
                        "levels": of_level,
                        "place": pa.array(some, pa.int32()),
                    }
                )
            )
        county = places.level == COUNTY
        some = np.flatnonzero(county & (self.chance(0.2, len(here)) | (np.cumsum(county) == 1)))  # the first one does
        whole = pa.array(self.random.integers(20, 40, len(some)))
        claims = pa.table(
            {
                "id": joined("claim-", self.taken(places.code, some)), "forms": each(["stationed"], len(some)),
                "area": self.taken(places.code, some), "levels": lists(self.taken(level, some)), "categories": each(["government"], len(some)),
                "covered": whole, "of": whole, "sources": each(["report"], len(some)), "place": pa.array(some, pa.int32()),
            }
        )  # fmt: skip
        return pa.concat_tables(rows), claims

    def block(self) -> Block:
        """All of it, in the order in which each step needs the one before."""
        here = np.arange(len(self.places))
        if self.places.level[0] != CENTRE:
            self.areas(self.places.code, self.places.name, pa.nulls(len(here), TEXT), here)
        for step in (self.commissions, self.rooms, self.organs, self.groups, self.zones, self.contacts, self.units, self.sets):
            step()
        self.townships()
        self.inspections()
        self.development_zones()
        complete, claims = self.declared()
        nodes, links, areas = self.tables()
        return Block(self.places, nodes, links, areas, complete, claims)


def _commission_names(places: Places) -> pa.Array:
    return _CENTRAL_COMMISSION if places.level[0] == CENTRE else joined(places.name, "纪委监委")
