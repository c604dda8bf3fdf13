"""What a keeper decided for a publisher, kept beside the figures: next year's text of the same publisher is read so.

It is a plain file of the data folder, to be read and edited by hand. What is decided for one publisher is used for no
other, and what no longer fits the data is left aside and said.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from helpers.figures.observations import Observations, load_observations
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.keeping.entries import Batch

FILE = "reading_choices.yml"
_HEAD = (
    "# What was decided when texts of each publisher were read; zhaotong read uses it again and says so.\n"
    "# 读取各发布者的文本时所作的决定；zhaotong read 再次使用时会说明。\n"
)
_KEYS = ("regions", "columns", "unwanted")


@dataclass(frozen=True)
class Choices:
    """What was decided for a publisher.

    Attributes
    ----------
    regions
        Codes of regions, by the names that its texts give them.
    columns
        Answers on columns of its tables, by the question.
    unwanted
        What was proposed from its texts and not accepted: region, indicator and span of each, as one text.
    """

    regions: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    unwanted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.regions or self.columns or self.unwanted)


NOTHING = Choices()


def kind_of(cells: Mapping[str, str]) -> str:
    """What a row is of whatever its period: the notation of `Choices.unwanted`."""
    return " ".join(cells[name] for name in ("region", "indicator", "span"))


def choices_of(publisher: str, folder: Path, observations: Observations) -> tuple[Choices, list[str]]:
    """What was decided for a publisher, and a sentence for each decision that no longer fits the data.

    Raises
    ------
    InputError
        The file cannot be read as what it is.
    """
    choices = _all(folder / FILE).get(publisher) if publisher else None
    if choices is None:
        return Choices(), []
    gone = [name for name, code in choices.regions.items() if code not in observations.places]
    old = [each for each in choices.unwanted if not _is_known(each, observations)]
    words = _('%(file)s: what was decided on "%(what)s" for %(publisher)s no longer fits the data, and is not used')
    said = [words % {"file": FILE, "what": what, "publisher": publisher} for what in [*gone, *sorted(old)]]
    regions = {name: code for name, code in choices.regions.items() if name not in gone}
    return replace(choices, regions=regions, unwanted=choices.unwanted - set(old)), said


def keep_choices(publisher: str, choices: Choices, folder: Path) -> bool:
    """Keep what was decided for a publisher in place of what was before; returns whether anything changed.

    Raises
    ------
    InputError
        The file cannot be read, or not be written; it is as it was.
    """
    path = folder / FILE
    every = _all(path)
    if not publisher or every.get(publisher, Choices()) == choices:
        return False
    every[publisher] = choices
    plain = {
        name: {
            key: found
            for key, found in (
                ("regions", dict(each.regions)),
                ("columns", dict(each.columns)),
                ("unwanted", sorted(each.unwanted)),
            )
            if found
        }
        for name, each in sorted(every.items())
        if each
    }
    text = _HEAD + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
    aside = path.with_name(f".{FILE}.new")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        os.replace(aside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        words = _("what was decided cannot be kept in %(file)s: %(reason)s")
        raise InputError(words % {"file": path, "reason": error.strerror}) from None
    return True


def keep_decisions(batch: Batch, decided: Choices, wanted: frozenset[str], folder: Path) -> str:
    """Keep, for the publisher of figures that were recorded just now, what was decided of them.

    A kind is unwanted until it is accepted once. Returns the publisher where anything changed.

    Parameters
    ----------
    decided
        Regions and columns whose meaning had to be said, and kinds of rows that are not wanted.
    wanted
        The kinds of rows that were recorded.
    """
    observations = load_observations(folder)
    known = observations.source(batch.figures[0]["source"])
    publisher = known.publisher_zh
    before, _old = choices_of(publisher, folder, observations)
    after = joined(before, decided)
    return publisher if keep_choices(publisher, replace(after, unwanted=after.unwanted - wanted), folder) else ""


def joined(before: Choices, decided: Choices) -> Choices:
    """What was decided before and what is decided now, which stands where both say something."""
    return Choices(
        {**before.regions, **decided.regions}, {**before.columns, **decided.columns}, before.unwanted | decided.unwanted
    )


def _is_known(kind: str, observations: Observations) -> bool:
    region, _space, rest = kind.partition(" ")
    indicator, _space, span = rest.partition(" ")
    known = observations.vocabularies["span"]
    return region in observations.places and indicator in observations.indicators.index and span in known


def _all(path: Path) -> dict[str, Choices]:
    """What was decided, by publisher."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        words = _("%(file)s cannot be read: %(reason)s; mend it, or delete it to decide anew")
        raise InputError(words % {"file": path, "reason": shortened(error)}) from None
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(_is_one(each) for each in found.values()):
        words = _("%(file)s: %(keys)s are expected under each publisher; mend it, or delete it to decide anew")
        raise InputError(words % {"file": path, "keys": _(", ").join(_KEYS)})
    return {str(name): _choices(each) for name, each in found.items()}


def _is_one(each: object) -> bool:
    """Whether a part of the file is what was decided for a publisher."""
    if not isinstance(each, dict) or not {*each} <= {*_KEYS}:
        return False
    tables = all(isinstance(each.get(name, {}), dict) for name in ("regions", "columns"))
    return tables and isinstance(each.get("unwanted", []), list)


def _choices(each: Mapping) -> Choices:
    regions, columns = (
        {str(name): str(value) for name, value in each.get(key, {}).items()} for key in ("regions", "columns")
    )
    return Choices(regions, columns, frozenset(map(str, each.get("unwanted", []))))
