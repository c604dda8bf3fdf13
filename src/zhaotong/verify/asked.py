"""What a page says it was made from: the notebook that is there to run it again, and the parameters.

The block says it, and so do the command at the foot of the page and its language; where they disagree, one of them was
changed, and each is tried.
"""

import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from helpers.figures.observations import Observations
from helpers.parameters.errors import ParameterError
from helpers.parameters.texts import digest_of_text
from helpers.text.language import HTML_LANGUAGE, _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.artefacts import RECORD
from zhaotong.reports.digests import cells_digest
from zhaotong.reports.notebooks import FOLDER, Notebook, list_notebooks
from zhaotong.reports.proof import Proof
from zhaotong.reports.record import read_record
from zhaotong.reports.requests import Request, request_report
from zhaotong.verify.pieces import commands_in, parsed


class UnverifiableError(InputError):
    """A page cannot be derived again; the message says why, and what it would take."""


def notebook_of(proof: Proof) -> Notebook:
    """The notebook that a page was made of, as it was then.

    Raises
    ------
    UnverifiableError
        It is not there, or was changed: nothing runs then.
    """
    names = {"notebook": shortened(proof.notebook), "version": shortened(proof.version)}
    named = [each for each in (*list_notebooks(), *list_notebooks(FOLDER)) if each.name == proof.notebook]
    if not named:
        words = _(
            "there is no notebook %(notebook)s here; it takes the one that the page was made of, with --notebooks DIR "
            "where it stands elsewhere"
        )
        raise UnverifiableError(words % names)
    found = next((each for each in named if cells_digest(each) == proof.cells), None)
    if found is None:
        words = _("the notebook %(notebook)s is not the one that the page was made of; it takes that of %(version)s")
        raise UnverifiableError(words % names)
    return found


def requests_of(proof: Proof, foot: str, observations: Observations, file: Path) -> list[Request]:
    """The reports that a page may be, first that which its block states.

    Parameters
    ----------
    file
        Where the page stands, beside which a text that it is about is looked for.
    foot
        What `foot_of` leaves of the page.

    Raises
    ------
    UnverifiableError
        Its notebook is not there as it was, or does not take its parameters any more.
    """
    notebook, page = notebook_of(proof), parsed(foot)
    command = _command(page)
    found: list[Request] = []
    faults = []
    text = _text_of(proof, notebook, file)
    for stated, language in _asked(proof, page, command):
        given = stated | ({notebook.text: text} if text and notebook.text in stated else {})
        if notebook.takes_language:
            given = given | {"language": language}
        try:
            request = request_report(notebook, given, observations, language)
        except ParameterError as error:
            faults.append(str(error))
            continue
        if all((request.values, language) != (each.values, each.language) for each in found):
            found.append(request)
    if not found:
        words = _("its parameters cannot be used with these data: %(reason)s; it takes the data that it was made from")
        raise UnverifiableError(words % {"reason": shortened(faults[0], 200)})
    if any(digest_of_text(each.values, notebook.text) != proof.recipe.get("text", "") for each in found):
        raise _without_text(found[0].values[notebook.text])
    data, notebooks = (_after(command, f"--{name}") for name in ("data", "notebooks"))
    return [replace(each, data=data, notebooks=notebooks) for each in found]


def _text_of(proof: Proof, notebook: Notebook, file: Path) -> str:
    """Where the text stands that a page is about: where one works, beside the page or above it, or where it was read.

    Empty where the page is about none, or about a sentence.

    Raises
    ------
    UnverifiableError
        It is nowhere there as it was.
    """
    wanted = proof.recipe.get("text", "")
    stated = proof.given.get(notebook.text, proof.parameters.get(notebook.text, ""))
    if not wanted or not isinstance(stated, str):
        return ""
    name, page = Path(stated).name, file.absolute()
    read = read_record(page.with_suffix(f".{RECORD}")).get("parameters", {}).get(notebook.text, "")
    places = [Path(stated), Path.cwd() / name, *(folder / name for folder in page.parents)]
    places += [Path(read)] if Path(read).name == name else []
    for place in map(Path.absolute, places):
        with suppress(OSError, ValueError):  # a name that no file can have
            if place.is_file() and digest_of_text({notebook.text: str(place)}, notebook.text) == wanted:
                return str(place)
    raise _without_text(name)


def _without_text(text: Any) -> UnverifiableError:
    words = _("the text that it is about is not here as it was; it takes %(text)s")
    return UnverifiableError(words % {"text": shortened(text, 200)})


def _asked(proof: Proof, page: BeautifulSoup, command: list[str]) -> Iterator[tuple[dict[str, Any], str]]:
    spoken = str(page.html.get("lang", "")) if page.html else ""
    languages = [proof.language, *(code for code, tag in HTML_LANGUAGE.items() if tag == spoken)]
    stated = [dict(proof.given), dict(proof.parameters)]
    if pairs := [command[at + 1 : at + 3] for at, word in enumerate(command) if word == "-p"]:
        stated.append({pair[0]: pair[1] for pair in pairs if len(pair) == 2})
    yield from ((dict(given), language) for language in dict.fromkeys(languages) for given in stated)


def _command(page: BeautifulSoup) -> list[str]:
    """The words of the command at the foot of a page."""
    for line in commands_in(page):
        with suppress(ValueError):  # a quotation mark that is not closed
            return shlex.split(line.get_text())
    return []


def _after(words: list[str], option: str) -> str:
    """What a command says behind an option."""
    return next((words[at + 1] for at, word in enumerate(words[:-1]) if word == option), "")
