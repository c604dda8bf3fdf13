"""What a text is about, confirmed once: on a terminal by a question, elsewhere by options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import click

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of, refusal
from helpers.figures.periods import window_words
from helpers.figures.rows import period_refusal
from helpers.reading.readings import Head
from helpers.text.language import _, listed
from helpers.text.messages import InputError
from helpers.text.typed import day_typed
from helpers.text.typed_periods import period_typed, span_typed
from zhaotong.keeping.completion import Names
from zhaotong.keeping.entries import text_refusal
from zhaotong.keeping.review.asking import Asking
from zhaotong.keeping.review.choices import Choices

ASKED = ("region", "period", "span", "publisher", "title", "published")
_NEEDED = ("region", "period", "span")
_OF_A_SOURCE = ("publisher", "title")  # needed where the source is new


@dataclass(frozen=True)
class About:
    """What a text is about.

    Attributes
    ----------
    head
        As it was confirmed; its region as the text names it.
    region
        The code of that.
    decided
        The code of the region by the name that the text has for it, where the name alone did not tell.
    """

    head: Head
    region: str
    decided: Mapping[str, str]


def settle_about(
    proposed: Head,
    given: Mapping[str, str],
    observations: Observations,
    package: dict,
    choices: Choices,
    asking: Asking | None,
    known_source: bool,
    to_record: bool = True,
) -> About:
    """What a text is about: what is said of it, else what is proposed, confirmed on a terminal in one question.

    Parameters
    ----------
    given
        What options say, by name; it is not asked about.
    asking
        Asks on a terminal; None where there is none.
    known_source
        Whether the source is recorded, so that publisher and title are.
    to_record
        Whether its figures are to be recorded; where they are only looked at, what is not known may stay open.

    Raises
    ------
    InputError
        Something that is said is not allowed, or something is missing to record them and there is no terminal to ask
        on.
    """
    checks = _checks(observations, package)
    said = {name: checks[name](given[name]) for name in ASKED if given.get(name)}
    text = {name: str(getattr(proposed, name)) for name in ASKED}
    found = {**text, "region": _region_meant(proposed.region, choices, observations), **said}
    if "period" in said and "span" not in said:
        found["span"] = _span_of(given["period"], found)
    needed = _needed(known_source) if to_record else []
    if asking:
        found = _confirmed(found, said, needed, checks, observations, asking, proposed.region)
    missing = [name for name in needed if not found[name]]
    if missing:
        raise InputError(_lacking(missing, proposed))
    if found["period"] and found["span"] and (reason := period_refusal(found["period"], found["span"])):
        words = _('period "%(period)s" and span "%(span)s" do not go together: %(reason)s')
        raise InputError(words % {"period": found["period"], "span": found["span"], "reason": reason})
    alone = _region_meant(proposed.region, Choices(), observations)
    another = alone not in ("", found["region"])  # the text speaks first of a place that it is not about
    own = proposed.region
    if found["region"] and (another or not own):
        own = observations.region(found["region"]).name_zh
    head = replace(proposed, **{**found, "region": own})
    is_plain = alone or not proposed.region or not found["region"]
    return About(head, found["region"], {} if is_plain else {proposed.region: found["region"]})


def open_about(about: About, known_source: bool) -> list[str]:
    """What must still be said before figures of a text can be recorded: the names of options."""
    found = {name: getattr(about.head, name) for name in ASKED} | {"region": about.region}
    found["span"] = found["span"] or not found["period"]  # a period says it as a rule
    return [name for name in _needed(known_source) if not found[name]]


def _needed(known_source: bool) -> list[str]:
    return [*_NEEDED, *(() if known_source else _OF_A_SOURCE)]


def _span_of(period: str, found: Mapping[str, str]) -> str:
    """The span of a period that is said: that of its words, else what the text covers where they go together."""
    typed = period_typed(period)
    if typed and typed.span:
        return typed.span
    if found["span"] and not period_refusal(found["period"], found["span"]):
        return found["span"]
    return "" if period_refusal(found["period"], "year") else "year"


def about_facts(about: Head, region: str, observations: Observations) -> list[tuple[str, str]]:
    """What a text is about: the name of each thing and what it is."""
    window, place = about.period, observations.region(region).described if region else ""
    if about.region and not region:
        words = _('"%(region)s" is no region of data/regions.csv, or several go by it')
        place = words % {"region": about.region}
    if about.period and about.span and not period_refusal(about.period, about.span):
        window = f"{about.period} {about.span} ({window_words(about.period, about.span)})"
    facts = {
        _("region"): place,
        _("figures of"): window,
        _("title"): about.title,
        _("publisher"): about.publisher,
        _("published"): about.published,
    }
    return [(name, text or "—") for name, text in facts.items()]


def _confirmed(
    found: dict[str, str],
    said: Mapping[str, str],
    needed: list[str],
    checks: Mapping[str, Callable[[str], str]],
    observations: Observations,
    asking: Asking,
    named: str,
) -> dict[str, str]:
    for name, text in about_facts(Head(**{**found, "region": named}), found["region"], observations):
        click.echo(_("%(name)s: %(text)s") % {"name": name, "text": text})
    open_ones = [name for name in needed or _NEEDED if not found[name]]
    if not open_ones and asking.yes(_("Is this right?")):
        return found
    for name in open_ones or [name for name in ASKED if name not in said]:
        names = _names(name, observations)
        needs = name in needed
        found[name] = asking.answer(_label(name), found[name], names, _accepting(checks[name], needs))
    return found


def _accepting(check: Callable[[str], str], needed: bool) -> Callable[[str], str]:
    def accepted(answer: str) -> str:
        if not answer and needed:
            raise InputError(_("an answer is needed"))
        return check(answer) if answer else ""

    return accepted


def _names(name: str, observations: Observations) -> Names:
    if name == "region":
        likely = {**observations.recorded, **observations.places}
        named = (region.names for region in likely.values())
        return Names((en, zh, *others, code) for code, en, zh, *others in named)
    if name == "span":
        return Names(term.names for term in observations.vocabularies["span"].values())
    if name == "publisher":
        publishers = observations.sources[["publisher", "publisher_zh"]].drop_duplicates("publisher")
        return Names(publishers.itertuples(index=False, name=None))
    return Names(())


def _checks(observations: Observations, package: dict) -> dict[str, Callable[[str], str]]:
    """What makes of each thing that is said what is recorded; each raises InputError where it is not allowed."""
    figures, sources = fields_of(package, "observations"), fields_of(package, "sources")

    def fitting(name: str, field: dict, read: Callable[[str], str]) -> Callable[[str], str]:
        def check(answer: str) -> str:
            text = read(answer.strip())
            if reason := text_refusal(text) or refusal(field, text):
                raise InputError(
                    _('%(name)s "%(value)s": %(reason)s') % {"name": name, "value": text, "reason": reason}
                )
            return text

        return check

    return {
        "region": lambda answer: observations.find_region(answer, recording=True),
        "period": fitting("period", figures["period"], _period),
        "span": fitting("span", figures["span"], lambda text: span_typed(text) or text),
        "publisher": fitting("publisher", sources["publisher"], str),
        "title": fitting("title", sources["title"], str),
        "published": fitting("published", sources["published"], day_typed),
    }


def _period(text: str) -> str:
    typed = period_typed(text)
    return typed.period if typed else text


def _region_meant(name: str, choices: Choices, observations: Observations) -> str:
    """The code of the region that a text names, as it was decided before or as only one goes by the name."""
    if name in choices.regions:
        return choices.regions[name]
    found = observations.places.meant(name) if name else []
    return found[0].code if len(found) == 1 else ""


def _lacking(missing: list[str], proposed: Head) -> str:
    words = _("the text does not say clearly what it is about, and there is no terminal to ask on: give %(options)s")
    said = words % {"options": listed([f"--{name}" for name in missing])}
    if "region" in missing and proposed.region:
        more = _('%(said)s ("%(region)s" is no region of data/regions.csv, or several go by it)')
        return more % {"said": said, "region": proposed.region}
    return said


def _label(name: str) -> str:
    """What a thing that is asked for is called."""
    words = {
        "region": _("region"),
        "period": _("period"),
        "span": _("span"),
        "title": _("title"),
        "publisher": _("publisher"),
        "published": _("published"),
    }
    return words[name]
