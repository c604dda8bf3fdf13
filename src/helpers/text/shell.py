"""The language of the shell: what the variable ZHAOTONG_LANGUAGE names, or else that of the locale."""

import os
import re
from collections.abc import Container, Mapping

VARIABLE = "ZHAOTONG_LANGUAGE"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts


def shell_language(known: Container[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language that the variable names or, where it names none that is known, that of the locale."""
    named = environment.get(VARIABLE, "")
    return named if named in known else locale_language(known, environment)


def locale_language(known: Container[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language of the locale, as gettext finds it; en where it is none that is known.

    `LANGUAGE`, a list in order of preference, goes before the others, except where they say that there is no locale.
    """
    locale = next(filter(None, map(environment.get, _LOCALE)), "C")
    wanted = [locale] if locale in ("C", "POSIX") else (environment.get("LANGUAGE") or locale).split(":")
    languages = (re.split(r"[_.@-]", each)[0].lower() for each in wanted)
    return next((each for each in languages if each in known), "en")
