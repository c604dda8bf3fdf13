"""What the codes of the data are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from helpers.text.language import language_in_use
from helpers.text.messages import InputError, did_you_mean, shortened


@dataclass(frozen=True, eq=False)
class Term:
    """A code of the data with its name in both languages; two of one code are equal."""

    code: str
    name_en: str
    name_zh: str

    @property
    def name(self) -> str:
        """What it is called in the language in use."""
        return in_use(self.name_en, self.name_zh)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it goes by."""
        return self.code, self.name_en, self.name_zh

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and other.code == self.code

    def __lt__(self, other: Self) -> bool:
        return self.code < other.code

    def __hash__(self) -> int:
        return hash(self.code)

    def __deepcopy__(self, _copied: dict[int, Any]) -> Self:
        return self  # nothing in it can change


def in_use(english: str, chinese: str) -> str:
    """Of a text in both languages the one in the language in use."""
    return english if language_in_use() == "en" else chinese


def find_term(name: str, terms: Mapping[str, Term], what: str, wanted: str) -> str:
    """The code of a term given by anything that it goes by.

    Raises
    ------
    InputError
        No term is called so.
    """
    codes = {known: term.code for term in terms.values() for known in term.names}
    found = {known.casefold(): code for known, code in codes.items()}
    key = str(name).strip().casefold()
    if key not in found:
        hint = did_you_mean(key, codes) or f" (give {wanted})"
        raise InputError(f'"{shortened(name)}" is no {what} of data/{what}s.csv{hint}')
    return found[key]
