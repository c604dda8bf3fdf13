"""The commands that say what there is to report about: regions, indicators, sources, topics."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from helpers.text.language import _, _n, language_in_use
from helpers.text.messages import InputError, shortened
from zhaotong.cli import offers
from zhaotong.cli.columns import in_columns
from zhaotong.cli.options import Command, argument, option
from zhaotong.reports.notebooks import list_notebooks, readable

if TYPE_CHECKING:
    import pandas as pd

_FEW = 5  # of what is found, each is told in detail


def _discovery(offer: offers.Offer | None = None) -> Callable[[Callable], click.Command]:
    """A command that lists what there is, all of it or what goes by a word."""

    def declared(command: Callable) -> click.Command:
        as_json = option("--json", "as_json", is_flag=True, help="Write JSON.")
        return click.command(cls=Command)(argument("word", required=False, shell_complete=offer)(as_json(command)))

    return declared


@_discovery(offers.regions)
def regions(word: str | None, as_json: bool) -> None:
    """List the regions with figures, or those that go by WORD, and what is recorded of them.

    WORD is a code, a name in Chinese or English, pinyin or its initials, or a part of one. What a region contains
    follows it. Regions without figures are found by WORD alone. Of a few, the notebooks that can answer are told.
    """
    from helpers.api.places import regions as table  # 0.4 s, as all that follows: for these commands alone
    from helpers.figures.named import regions_by
    from helpers.figures.observations import load_observations
    from zhaotong.reports.subjects import answering

    observations = load_observations()
    found, inside = regions_by(word, observations) if word else (list(observations.recorded.values()), [])
    frame = table().loc[[region.code for region in [*found, *inside]]]
    few = [each for each in found if each.code in observations.recorded]
    few = few if len(few) <= _FEW else []
    notebooks = readable(list_notebooks())[0] if few else []
    answers = {each.code: [one.name for one in answering(notebooks, each.code, observations)] for each in few}
    if as_json:
        _write(frame, notebooks=answers)
        return
    names, others = _names_of(frame)
    head = [_("code"), _("name"), "", _("in"), _("figures"), _("years")]
    columns = [list(frame.index), names, others, frame["within"], _counts(frame["figures"]), _years(frame)]
    _tell(head, columns, 4, {code: [_can_be_reported(names)] for code, names in answers.items()})
    if not word and (more := len(observations.places) - len(found)):
        words = _n(
            "%(n)s more has no figures; zhaotong regions WORD finds it",
            "%(n)s more have no figures; zhaotong regions WORD finds them",
            more,
        )
        click.echo(words % {"n": f"{more:,}"})


@_discovery(offers.indicators)
def indicators(word: str | None, as_json: bool) -> None:
    """List the indicators, or those with WORD in a name, and what is recorded of them.

    Of a few, what they measure and the notebooks that look at them are told.
    """
    from helpers.api.listing import indicators as table
    from helpers.figures.named import indicators_by
    from helpers.figures.observations import load_observations
    from zhaotong.reports.subjects import indicators_named, takes

    observations = load_observations()
    known = observations.indicators.index
    found = indicators_by(word, observations) if word else [observations.indicator(code) for code in known]
    frame = table().loc[[each.code for each in found]]
    few = found if word and len(found) <= _FEW else []
    notebooks = readable(list_notebooks())[0] if few else []
    named = {each.name: known if takes(each, "Indicator") else indicators_named(each, known) for each in notebooks}
    answers = {each.code: [name for name, codes in named.items() if each.code in codes] for each in few}
    if as_json:
        _write(frame.assign(definition=[each.definition for each in found]), notebooks=answers)
        return
    head = [_("code"), _("name"), _("unit"), _("figures"), _("years")]
    columns = [list(frame.index), _names_of(frame)[0], frame["unit"], _counts(frame["figures"]), _years(frame)]
    _tell(head, columns, 3, {each.code: [each.definition, _looked_at_by(answers[each.code])] for each in few})


@_discovery()
def sources(word: str | None, as_json: bool) -> None:
    """List the publications behind the figures, the most reliable first, or those that go by WORD."""
    from helpers.api.listing import sources as table
    from helpers.figures.named import sources_by
    from helpers.figures.observations import load_observations

    observations = load_observations()
    frame = table()
    if word:
        found = sources_by(word, observations)
        frame = frame.loc[[code for code in frame.index if code in found]]
    if as_json:
        _write(frame)
        return
    told = _("%(publisher)s: %(title)s")
    publications = [told % each for each in frame[["publisher", "title"]].to_dict("records")]
    head = [_("code"), _("figures"), _("released"), _("reliability"), _("publication")]
    columns = [list(frame.index), _counts(frame["figures"]), frame["vintage"], frame["reliability"], publications]
    _tell(head, columns, 1, {})


@_discovery()
def topics(word: str | None, as_json: bool) -> None:
    """List what the figures are about, or what of it goes by WORD, with the notebooks that look at it.

    WORD may be part of the name of a topic, of an indicator or of a question.
    """
    from helpers.figures.observations import load_observations
    from zhaotong.reports.subjects import subjects, takes

    notebooks = readable(list_notebooks())[0]
    found = [each for each in subjects(load_observations(), notebooks) if not word or each.is_about(word)]
    if not found:
        message = _('nothing here is about "%(word)s"; zhaotong topics lists what there is')
        raise InputError(message % {"word": shortened(word)})
    if as_json:
        content = [
            {
                "topic": each.topic,
                "name_en": each.words.en,
                "name_zh": each.words.zh,
                "statements": each.relations,
                "indicators": [term.code for term in each.indicators],
                "notebooks": [notebook.name for notebook in each.notebooks],
            }
            for each in found
        ]
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    narrowed = {each.name: parameter for each in notebooks if (parameter := takes(each, "Topic"))}
    for each in found:
        words = _("%(topic)s: %(name_en)s %(name_zh)s; %(relations)s statements about it can be checked")
        names = {"name_en": each.words.en, "name_zh": each.words.zh}
        click.echo(words % {"topic": each.topic, **names, "relations": each.relations})
        rows = [[f"  {notebook.name}", notebook.question(language_in_use())] for notebook in each.notebooks]
        rows += [
            [f"  {notebook.name} -p {narrowed[notebook.name]} {each.topic}", notebook.question(language_in_use())]
            for notebook in notebooks
            if notebook.name in narrowed
        ]
        for line in in_columns(rows):
            click.echo(line)
    if free := [each.name for each in notebooks if takes(each, "Indicator")]:
        click.echo(_("any indicator (zhaotong indicators): %(notebooks)s") % {"notebooks": _(", ").join(free)})


def _tell(head: list[str], columns: Sequence[Iterable[str]], number: int, details: Mapping[str, list[str]]) -> None:
    """Print a table with its head, and below a line what is to be told of its code."""
    rows = [head, *map(list, zip(*columns, strict=True))]
    for row, line in zip(rows, in_columns(rows, [number]), strict=True):
        click.echo(line)
        for detail in details.get(row[0], []):
            click.echo(f"  {detail}")


def _write(frame: "pd.DataFrame", **more: Mapping[str, Any]) -> None:
    """Print a table as JSON, an object a line of it, with what else is known of some lines."""
    lines = json.loads(frame.reset_index().to_json(orient="records", force_ascii=False))
    for line, code in zip(lines, frame.index, strict=True):
        line |= {name: known[code] for name, known in more.items() if code in known}
    click.echo(json.dumps(lines, ensure_ascii=False, indent=1))


def _names_of(frame: "pd.DataFrame") -> tuple[list[str], list[str]]:
    """The names in the language in use, and in the other."""
    names = [list(frame["name_en"]), list(frame["name_zh"])]
    own, other = names if language_in_use() == "en" else reversed(names)
    return own, other


def _counts(counts: Iterable[int]) -> list[str]:
    return [f"{count:,}" if count else "" for count in counts]


def _years(frame: "pd.DataFrame") -> list[str]:
    ends = zip(frame["figures"], frame["first"], frame["last"], strict=True)
    return [
        ("" if not figures else str(first) if first == last else f"{first}–{last}") for figures, first, last in ends
    ]


def _can_be_reported(notebooks: list[str]) -> str:
    if not notebooks:
        return _("no notebook has enough figures of it")
    return _("notebooks that can answer: %(notebooks)s") % {"notebooks": _(", ").join(notebooks)}


def _looked_at_by(notebooks: list[str]) -> str:
    if not notebooks:
        return _("no notebook looks at it")
    return _("notebooks that look at it: %(notebooks)s") % {"notebooks": _(", ").join(notebooks)}
