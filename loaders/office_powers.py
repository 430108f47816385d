"""What powers a name gives a township office, in whatever table or list it stands."""

from __future__ import annotations


def powers_of(name: str) -> list[str]:
    """The powers of a township office, by its name.

    Parameters
    ----------
    name
        Of the office, all its plates.

    Returns
    -------
    list of str
        Discipline, and state where the name says 监察: it arrives at townships by dispatch (domain §1).
    """
    return ["discipline", "state"] if "监察" in name else ["discipline"]
