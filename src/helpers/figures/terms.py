"""What the codes of the data are called."""

from dataclasses import dataclass
from typing import Any, Self

from helpers.text.language import _, language_in_use


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
    def coded_name(self) -> str:
        """Its name with its code, for messages."""
        return _("%(name)s (%(code)s)") % {"name": self.name, "code": self.code}

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
