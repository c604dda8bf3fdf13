"""The few numbers that a report puts first, each with what it is."""

from dataclasses import dataclass

from markupsafe import Markup

from helpers.text.citations import linked, plain


@dataclass(frozen=True)
class KeyFigures:
    """Numbers with their names, marked with the rows they rest on, in the order in which they are read.

    Attributes:
        figures: the number, with its unit and mark, by its name
    """

    figures: dict[str, str]

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        entries = Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in self.figures.items()
        )
        text = plain("\n".join(f"{name}: {value}" for name, value in self.figures.items()))
        return {"text/html": linked(Markup('<dl class="key">{}</dl>').format(entries)), "text/plain": text}
