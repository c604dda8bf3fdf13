"""A choice in the page of which rows its tables show, without a script."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Filter:
    """A choice that shows the rows of one class in all tables of a page, by style alone; all of them at first.

    Attributes
    ----------
    choices
        The label of each class that can be picked, pick-1 to pick-12 (those that the style sheet knows).
    """

    legend: str
    everything: str
    choices: dict[str, str]

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        labels = Markup("").join(
            Markup('<label><input type="radio" name="pick" id="{}"{}>{}</label> ').format(
                name, Markup(" checked") if name == "pick-0" else "", label
            )
            for name, label in {"pick-0": self.everything, **self.choices}.items()
        )
        html = Markup('<fieldset class="filter"><legend>{}</legend>{}</fieldset>').format(self.legend, labels)
        return {"text/html": html, "text/plain": f"{self.legend}: {', '.join(self.choices.values())}"}
