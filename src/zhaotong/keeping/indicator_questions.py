"""Ask for a new indicator on the terminal, one cell after the other, with what its name says offered."""

import click
from prompt_toolkit import PromptSession

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of, read_package, refusal
from helpers.figures.paths import data_folder
from helpers.figures.terms import in_use
from helpers.text.language import _
from zhaotong.keeping.completion import Names, completion_keys
from zhaotong.keeping.entries import text_refusal
from zhaotong.keeping.new_indicators import ASKED, usual

_OF_LEVELS = ("growth_from_levels", "growth_indicator")


def ask_indicator(given: dict[str, str], observations: Observations) -> dict[str, str]:
    """The cells of a new indicator: those that are given, and what is answered for the others."""
    package, _tables = read_package(data_folder())
    fields = fields_of(package, "indicators")
    session: PromptSession = PromptSession(key_bindings=completion_keys())
    click.echo(_("Tab completes, Enter goes on, Ctrl-C ends."))
    cells: dict[str, str] = {}
    try:
        for column in ASKED:
            if column in _OF_LEVELS and cells["measure"] != "level":
                continue
            cells[column] = _ask(session, column, fields[column], cells, given.get(column), observations)
    except EOFError:
        raise click.Abort from None
    return cells


def _ask(
    session: PromptSession,
    column: str,
    field: dict,
    cells: dict[str, str],
    given: str | None,
    observations: Observations,
) -> str:
    """A cell: what is given for it, or, where nothing allowed is given, what is answered."""
    offered = usual(column, cells, observations)
    allowed = field.get("constraints", {}).get("enum", [])
    about = in_use(field["description"], field["description_zh"])
    known = Names((code,) for code in (observations.indicators.index if column == "growth_indicator" else allowed))
    while True:
        answer = given
        if answer is None:
            answer = session.prompt(
                in_use(f"{column}: ", f"{field['title_zh']}（{column}）："),
                default=offered,
                completer=known,
                complete_while_typing=True,
                bottom_toolbar=_("%(name)s: %(text)s") % {"name": " | ".join(allowed), "text": about}
                if allowed
                else about,
            ).strip()
        required = not answer and field.get("constraints", {}).get("required")
        reason = _("an answer is needed (%(about)s)") % {"about": about} if required else ""
        if answer:
            reason = text_refusal(answer) or refusal(field, answer)
        if column == "indicator" and answer in observations.indicators.index:
            reason = _("%(indicator)s is called so already") % {"indicator": answer}
        if not reason:
            return answer
        click.echo(click.style(_("%(name)s: %(text)s") % {"name": column, "text": reason}, fg="red"))
        offered, given = answer, None
