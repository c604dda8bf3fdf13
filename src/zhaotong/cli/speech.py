"""The command line speaks the language of the shell, Chinese or English, click's own words included."""

import gettext
import os
import re
import sys
from io import StringIO

import click

from helpers.text import language
from helpers.text.language import LANGUAGES, _, either, language_in_use, use_language
from helpers.text.messages import InputError, did_you_mean, nearest, shortened
from helpers.text.shell import VARIABLE, locale_language
from zhaotong.cli.streams import lost

_SPELLED = {"en": "en", "english": "en", "zh": "zh", "chinese": "zh", "中文": "zh"}  # what may be meant by a value


def speak_as_the_shell() -> None:
    """Say everything from now on in the language that ZHAOTONG_LANGUAGE names or, where it is not set, the locale.

    Raises
    ------
    InputError
        The variable names no language that there is; this is said in that of the locale.
    """
    _translate_click()
    named = os.environ.get(VARIABLE, "")
    use_language(named if named in LANGUAGES else locale_language(LANGUAGES))
    if named and named not in LANGUAGES:
        near = nearest(re.split(r"[_.@-]", named)[0], _SPELLED)
        words = _('%(variable)s="%(value)s": %(known)s is expected%(hint)s')
        names = {"variable": VARIABLE, "value": shortened(named), "known": either([*LANGUAGES])}
        raise InputError(words % {**names, "hint": did_you_mean(_SPELLED[near], LANGUAGES) if near else ""})


def _translate_click() -> None:
    """Let click say its words in the language in use.

    Its modules look them up through functions of gettext, which read compiled catalogues of the system's. Under the
    names by which they call them, they are given ours.
    """
    ours = {"_": (gettext.gettext, language._), "ngettext": (gettext.ngettext, language._n)}
    for module in [each for name, each in sys.modules.items() if name.startswith("click.")]:
        for name, (theirs, own) in ours.items():
            if vars(module).get(name) is theirs:
                setattr(module, name, own)


def show_error(error: click.ClickException) -> None:
    """Show what click refuses, with the usage of the command; in Chinese with Chinese punctuation.

    click puts quotes, spaces and full stops around words without asking for their translation.
    """
    said = StringIO()
    error.show(said)
    text = said.getvalue()
    if language_in_use() != "en":
        usage, mark, reason = text.rpartition("\n\n")
        reason = re.sub(r" ?'([^'\n]*)' ?", r"“\1”", reason)
        text = usage + mark + re.sub(r"(?<=[。，：；？”）]) +", "", reason).replace("”.", "”。").replace("”,“", "”、“")
    click.echo(text, err=True, nl=False)


def end_unheard() -> None:
    """End with exit code 1 and a sentence where what a command says is all that it does, and not all was taken."""
    if failure := lost():
        words = _("not all could be written to standard output: %(reason)s")
        click.echo(words % {"reason": failure.strerror}, err=True)
        sys.exit(1)
