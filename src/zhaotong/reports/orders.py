"""The reports that are ordered: notebooks with parameters and languages, from words of the command or from files.

Nothing here is checked against the data, and no library is loaded for it: a report that exists and is up to date is not
made again, and its parameters were checked when it was made.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from helpers.figures.paths import data_folder
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.typed import folded, language_typed
from zhaotong.reports.mappings import read_mapping
from zhaotong.reports.notebooks import Notebook, find_notebook, list_notebooks, readable

_PARTS = ("grid", "list")  # of a sweep
_ALL = "all"  # every notebook


@dataclass(frozen=True)
class Order:
    """One report that is ordered.

    Attributes
    ----------
    given
        The parameters as they were given; the language among them where the notebook declares it.
    language
        The language of the report.
    may_lack
        Where the data hold nothing for the region, the report is left out with a sentence, and nothing fails.
    """

    notebook: Notebook
    given: dict[str, Any]
    language: str
    may_lack: bool = False


def order_reports(name: str, values: dict[str, Any], language: str | None) -> list[Order]:
    """The reports of one notebook, or of "all": each with the parameters that it declares.

    All of them are made with each of their presets too, unless parameters are given. Of all, those that cannot be read
    are left out: `readable` says why; and those that are about a text, unless one is given.

    Raises
    ------
    InputError
        No notebook has this name, or two languages are named.
    """
    chosen = _about_data(readable(list_notebooks())[0], values) if is_all(name) else [find_notebook(name)]
    wanted = [(notebook, values_for(notebook, values, chosen)) for notebook in chosen]
    if is_all(name):
        wanted += _with_presets(chosen, values)
    return [
        order for notebook, own in wanted for order in _in_languages(notebook, own, language, may_lack=is_all(name))
    ]


def is_all(name: str) -> bool:
    """Whether every notebook is named."""
    return folded(name) == _ALL


def _about_data(notebooks: Iterable[Notebook], values: Mapping[str, Any]) -> list[Notebook]:
    """Those of all notebooks that need no text of the reader's, or are given one."""
    return [each for each in notebooks if not each.text or each.text in values]


def _with_presets(notebooks: Iterable[Notebook], values: dict[str, Any]) -> list[tuple[Notebook, dict[str, Any]]]:
    """Notebooks with each of their presets; none where parameters are given beside the language."""
    if values.keys() - {"language"}:
        return []
    return [(notebook, read_values(preset) | values) for notebook in notebooks for preset in notebook.presets]


def read_sweep(file: Path) -> list[Order]:
    """The reports that a sweep file asks for: the combinations of its grid, then the entries of its list, each once.

    Both name the notebook as `notebook`, the rest as parameters; where no language is named, both are made. A notebook
    takes those parameters of the grid that it declares. "all" stands for every notebook and, with no parameters beside
    it, for each of their presets. As a region of a grid, a group of data/peer_groups.csv stands for all its regions.

    Raises
    ------
    InputError
        The file is no sweep, or names no known notebook; the message has one line a fault.
    """
    content = read_mapping(file, _("%(file)s holds no sweep, which is written grid: and list:"))
    unknown = _('%(file)s: unknown key "%(key)s"%(hint)s (known: %(known)s)')
    faults = [
        unknown
        % {"file": file, "key": shortened(key), "hint": did_you_mean(key, _PARTS), "known": _(", ").join(_PARTS)}
        for key in content
        if key not in _PARTS
    ]
    entries: list[tuple[str, dict[str, Any]]] = []
    for what, read in zip(_PARTS, (_grid, _list), strict=True):
        if what in content:
            try:
                entries += read(content[what])
            except InputError as error:
                faults.append(_("%(file)s, %(part)s: %(reason)s") % {"file": file, "part": what, "reason": error})
    orders: list[Order] = []
    found = cache(_named)  # each notebook is read once
    chosen = {name for name, _values in entries}
    for name, values in entries:
        try:
            declaring = [notebook for each in chosen for notebook in found(each)]
            named = _about_data(found(name), values) if is_all(name) else found(name)
            wanted = [(notebook, values_for(notebook, values, declaring)) for notebook in named]
            if is_all(name):
                wanted += _with_presets(named, values)
            for notebook, own in wanted:
                orders += _in_languages(notebook, own, None, may_lack=True)
        except InputError as error:
            faults.append(_("%(name)s: %(text)s") % {"name": file, "text": error})
    if not faults and not orders:
        faults.append(_("%(file)s asks for nothing; name notebooks in grid: or list:") % {"file": file})
    if faults:
        raise InputError("\n".join(dict.fromkeys(faults)))
    return list(
        {(each.notebook.path, each.language, repr(sorted(each.given.items()))): each for each in orders}.values()
    )


def _named(name: str) -> list[Notebook]:
    """The notebook of a name; every one, for "all"."""
    if not is_all(name):
        return [find_notebook(name)]
    found, faults = readable(list_notebooks())
    if faults:
        raise InputError("\n".join(faults))
    return found


def _grid(grid: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every combination of the values of a grid; a list among the values of a parameter is one value of it."""
    if not isinstance(grid, dict) or "notebook" not in grid:
        raise InputError(_("a grid names notebook: and parameters, each with a value or a list of values"))
    axes = {name: value if isinstance(value, list) else [value] for name, value in grid.items()}
    for name, values in axes.items():
        _check_single(name, values, _is_text if name in ("notebook", "region") else _is_value)
    if "region" in axes:
        groups = _peer_groups()
        axes["region"] = [region for value in axes["region"] for region in groups.get(value, [value])]
    combinations = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    return [(each.pop("notebook"), each) for each in combinations]


def _check_single(name: str, values: Iterable[Any], is_single: Callable[[Any], bool]) -> None:
    if wrong := [value for value in values if not is_single(value)]:
        words = _("%(name)s: %(value)s is no single value")
        raise InputError(words % {"name": shortened(name), "value": shortened(wrong[0])})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_value(value: Any) -> bool:
    """Whether what a sweep says is one value: a text or, for a parameter that takes several, a list of texts."""
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


def _peer_groups() -> dict[str, list[str]]:
    """The codes of the regions of each peer group; none where the table cannot be read, which is told elsewhere."""
    groups: dict[str, list[str]] = defaultdict(list)
    with suppress(OSError, UnicodeDecodeError, KeyError):
        text = (data_folder() / "peer_groups.csv").read_text(encoding="utf-8-sig")
        for row in csv.DictReader(text.splitlines()):
            groups[row["group"]].append(row["region"])
    return groups


def _list(entries: Any) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a list, each with a notebook and one value of each parameter."""
    if not isinstance(entries, list) or not all(isinstance(each, dict) and "notebook" in each for each in entries):
        raise InputError(_("a list has entries with notebook: and parameters"))
    # As in a grid, a list inside of a list is one value.
    alone = [{name: value[0] if _is_lone_list(value) else value for name, value in each.items()} for each in entries]
    for entry in alone:
        for name, value in entry.items():
            _check_single(name, [value], _is_text if name == "notebook" else _is_value)
    return [(each["notebook"], {name: value for name, value in each.items() if name != "notebook"}) for each in alone]


def _is_lone_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], list)


def values_for(notebook: Notebook, values: dict[str, Any], chosen: Iterable[Notebook]) -> dict[str, Any]:
    """Of parameters for several notebooks, those that one declares, and those that none declares, to be refused."""
    declared = {declaration.name for each in chosen for declaration in each.declarations}
    own = {declaration.name for declaration in notebook.declarations} | {"language"}
    return {name: value for name, value in values.items() if name in own or name not in declared}


def _in_languages(notebook: Notebook, values: dict[str, Any], option: str | None, may_lack: bool) -> Iterator[Order]:
    """The orders for one notebook with these parameters: one a language."""
    others = {name: value for name, value in values.items() if name != "language" or _is_its_own(notebook)}
    for language in languages_wanted(notebook, values, option):
        given = others | {"language": language} if notebook.takes_language else others
        yield Order(notebook, given, language, may_lack)


def _is_its_own(notebook: Notebook) -> bool:
    """Whether a notebook has a parameter `language` that means something else than the language of a report."""
    return not notebook.takes_language and any(each.name == "language" for each in notebook.declarations)


def languages_wanted(notebook: Notebook, values: dict[str, Any], option: str | None) -> list[str]:
    """The languages to make a report in: the option's, else the parameter's, else both; the one there is, if only one.

    Raises
    ------
    InputError
        The two contradict each other.
    """
    there = notebook.languages
    asked = None if _is_its_own(notebook) else values.get("language")
    asked = (language_typed(asked) or asked) if isinstance(asked, str) else asked
    if asked is None:
        wanted = there if option in (None, "both") else [option]
        return [each for each in wanted if each in there] or there
    if option not in (None, asked):
        words = _('--language %(option)s contradicts the parameter language "%(value)s"; give one of them')
        raise InputError(words % {"option": option, "value": shortened(asked)})
    return [asked] if notebook.takes_language or asked in there else there


def read_values(file: Path) -> dict[str, Any]:
    """Parameters from a YAML file, every value as the text that is written there: NO is no "false", 0870 no number.

    Raises
    ------
    InputError
        The file does not exist or is no mapping of names to values, each once.
    """
    return read_mapping(file, _("%(file)s holds no parameters, which are written name: value"))
