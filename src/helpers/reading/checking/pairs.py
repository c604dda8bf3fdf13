"""Two recorded figures that a text sets against each other: like with like, of one release where both have one."""

from collections.abc import Sequence

from helpers.figures.printed import Rounded
from helpers.reading.checking.record import Held


def differences(own: Rounded | None, mine: Sequence[Held], theirs: Sequence[Held]) -> tuple[list[Held], bool]:
    """What ours less theirs is by each release, those of one release first as they stand among theirs.

    Parameters
    ----------
    own
        The number of the text for ours; None where it has none, and the record's is taken.
    mine, theirs
        What is recorded of either, the one that stands now first.

    Returns
    -------
    list
        Differences, each with row, printed digits, source and release of theirs.
    bool
        Whether they are of one release, or nothing is known of that.
    """
    ours = [each for each in mine if own is None or own.agrees_with(each.number)]
    known = frozenset[str]().union(*(each.releases for each in ours))
    alike = [each for each in theirs if known & each.releases] if known else []
    found = []
    for each in alike or theirs:
        partner = next((one for one in ours if one.releases & each.releases), ours[0] if ours else None)
        number = own or (partner.number if partner else None)
        if number is not None:
            found.append(each._replace(number=number - each.number))
    return found, bool(alike) or not known or not any(each.releases for each in theirs)


def row_of_ours(mine: Sequence[Held], theirs: Held) -> Held:
    """Our figure that one of theirs was set against."""
    return next((one for one in mine if one.releases & theirs.releases), mine[0])
