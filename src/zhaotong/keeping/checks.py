"""Check the data: their description, the relations that must hold, each other (the X-ray), the texts of sources."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpers.checks.findings import CONFLICT, SUSPECT, Finding, verdict_words
from helpers.checks.xray import xray
from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import DataError
from helpers.questions.audit.evaluation import damages
from helpers.questions.audit.relations import load_relations
from helpers.text.language import _, _n, number
from helpers.text.messages import InputError
from zhaotong.keeping.source_texts import TextCheck, check_texts
from zhaotong.keeping.statements import must_hold
from zhaotong.keeping.words import check_words, state_words

_AT_ONCE = 12  # findings that are said without being asked for


def check_data(texts: Path | None = None, findings: bool = False) -> Iterator[str]:
    """Check the data, and say line by line what was found good.

    Parameters
    ----------
    texts
        A folder with texts of sources, each `<source>.txt`, to be compared with the figures as well.
    findings
        Whether all that the X-ray finds is said, not only what is most likely wrong and not marked in its row.

    Raises
    ------
    InputError
        Something is not good; the message says what.
    """
    observations = load_observations()
    counts = {"figures": number(len(observations.figures), 0), "sources": len(observations.sources)}
    yield _("%(figures)s figures of %(sources)s sources fit their description") % counts
    yield from _unlisted(observations)
    relations = load_relations(observations)
    if broken := damages(relations, observations):
        raise DataError([must_hold(finding) for finding in broken])
    counts = {"must": sum(relation.must for relation in relations.relations), "all": len(relations.relations)}
    yield _("all %(must)s relations that must hold do, of %(all)s that are stated") % counts
    yield from _look_through(observations, findings)
    if texts is not None:
        yield from _check_texts(observations, texts)


def _unlisted(observations: Observations) -> Iterator[str]:
    """The figures that are of no release which is known, and their sources."""
    unlisted = observations.figures[observations.figures["basis"] == ""]
    if len(unlisted):
        sources = list(unlisted["source"].unique())
        words = _(
            "%(figures)s figures of %(sources)s sources are of no release that data/bases.csv lists, and held against "
            "no others: %(some)s"
        )
        some = _(", ").join(sources[:_AT_ONCE]) + (" …" if len(sources) > _AT_ONCE else "")
        yield words % {"figures": number(len(unlisted), 0), "sources": len(sources), "some": some}


def _look_through(observations: Observations, in_full: bool) -> Iterator[str]:
    """What the X-ray finds: how much of what, and, for a person to judge, what is most likely wrong.

    A finding is a question, not a fault: the data may keep an implausible figure as it was published.
    """
    seen = xray(observations)
    open_ones = seen.open()
    counted = Counter((finding.check, finding.verdict) for finding in open_ones)
    for (check, verdict), count in seen.counts().items():
        names = {"check": check_words(check), "count": number(count, 0), "verdict": verdict_words(verdict)}
        if verdict in (SUSPECT, CONFLICT):
            words = _("X-ray, %(check)s: %(count)s %(verdict)s, %(marked)s of them marked")
            yield words % {**names, "marked": count - counted[check, verdict]}
        else:
            yield _("X-ray, %(check)s: %(count)s %(verdict)s") % names
    shown = seen.findings if in_full else open_ones[:_AT_ONCE]
    for finding in shown:
        names = {"verdict": verdict_words(finding.verdict), "check": check_words(finding.check), "said": finding.said}
        words = _("  %(verdict)s (%(check)s), %(where)s: %(said)s")
        yield words % {**names, "where": _where(finding, observations)}
    left = 0 if in_full else len(open_ones) - len(shown)
    if left:
        yield _("  and %(n)s more that are not marked: zhaotong check --findings") % {"n": number(left, 0)}


def _where(finding: Finding, observations: Observations) -> str:
    """What a finding is about: its rows, and the indicator, region and period of the first."""
    figure = observations.figures.loc[finding.rows[0]]
    names = {
        "rows": _(", ").join(map(str, finding.rows)),
        "indicator": figure["indicator"],
        "region": observations.region(str(figure["region"])).name,
        "period": figure["period"],
    }
    words = _n(
        "row %(rows)s, %(indicator)s of %(region)s %(period)s",
        "rows %(rows)s, %(indicator)s of %(region)s %(period)s",
        len(finding.rows),
    )
    return words % names


def _check_texts(observations: Observations, folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        raise InputError(_("%(folder)s is no folder with texts of sources") % {"folder": folder})
    checks = check_texts(observations, folder)
    for check in checks:
        yield from _lines(check)
    if faults := [fault for check in checks for fault in check.faults]:
        raise DataError(faults)


def _lines(check: TextCheck) -> Iterator[str]:
    yield _("%(source)s.txt, every number in digits:") % {"source": check.source}
    for locator, each in check.numbers.iterrows():
        said = _("%(name)s: %(text)s") % {"name": state_words(each["state"]), "text": each["about"]}
        yield f"  {locator:<9} {each['printed']:>8}  {said}"
    yield _("%(source)s.txt, every figure recorded from it:") % {"source": check.source}
    for row, figure in check.figures.iterrows():
        said = _("%(state)s (row %(row)s)") % {"state": state_words(figure["state"]), "row": row}
        yield f"  {figure['locator']}  {figure['indicator']} {figure['value']}  {said}"
    counts = [table["state"].value_counts() for table in (check.numbers, check.figures)]
    counted = [f"{count} {state_words(str(state))}" for each in counts for state, count in each.items()]
    words = _("%(source)s.txt: %(numbers)s numbers, %(figures)s figures: %(states)s")
    sizes = {"source": check.source, "numbers": len(check.numbers), "figures": len(check.figures)}
    yield words % {**sizes, "states": _(", ").join(counted)}
