"""What notebooks are about: the indicators that their code names, and those that can answer for a region.

Nothing lists notebooks by subject: what a notebook looks at is read out of its cells and the folder of its question.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.paths import PROJECT
from helpers.parameters.declarations import imported_names
from helpers.parameters.errors import ParameterError
from helpers.parameters.types import RegionType
from helpers.parameters.values import check_values
from helpers.questions.audit.relations import Reference, Relation, Words, load_relations
from helpers.text.language import LANGUAGES
from helpers.text.typed import folded
from zhaotong.reports.notebooks import Notebook

_QUESTIONS = PROJECT / "src/helpers/questions"
_LEAST = 0.05  # of what a notebook and a topic have in common, for the one to be about the other
_CALLED_SO = 10  # how many times more it counts where a notebook's question is called like the topic
_TEXT = re.compile(r"[\"'](\w+_\w+)[\"']")  # a code of one word may mean anything else


def indicators_named(notebook: Notebook, known: Collection[str]) -> set[str]:
    """Which of some indicators the code of a notebook names: its cells, and the modules of its question."""
    folders = [_QUESTIONS / each for each in _questions(notebook)]
    code = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.py"))]
    return {name for text in [*_code(notebook), *code] for name in _TEXT.findall(text)} & set(known)


def _code(notebook: Notebook) -> list[str]:
    return [cell["source"] for cell in notebook.cells if cell["cell_type"] == "code"]


def _questions(notebook: Notebook) -> set[str]:
    """The folders of questions that it imports from."""
    modules = [module.split(".") for module, _name in imported_names(_code(notebook)).values()]
    return {each[2] for each in modules if each[:2] == ["helpers", "questions"] and len(each) > len(each[:2])}


def takes(notebook: Notebook, kind: str) -> str:
    """The parameter with which something of a kind can be set, such as an Indicator; empty where none does."""
    return next((each.name for each in notebook.declarations if each.origin and each.origin[1] == kind), "")


def answering(notebooks: Iterable[Notebook], region: str, observations: Observations) -> list[Notebook]:
    """The notebooks that have something to say of a region, all else as it is by default."""
    return [each for each in notebooks if _answers(each, region, observations)]


def _answers(notebook: Notebook, region: str, observations: Observations) -> bool:
    places = [each.name for each in notebook.declarations if isinstance(each.rule, RegionType)]
    try:
        check_values(notebook.declarations, {places[0]: region} if places else {}, observations)
    except ParameterError:
        return False
    return bool(places)


def _in_common(some: set[str], others: set[str]) -> float:
    """How much of two sets is in both: 0 for nothing, 1 where they are one."""
    return len(some & others) ** 2 / (len(some) * len(others)) if some and others else 0


def indicators_joined(relations: Iterable[Relation]) -> set[str]:
    """The indicators of the figures that some relations join."""
    operands = [operand for relation in relations for operand in relation.figures.values()]
    flat = [each for operand in operands for each in (operand if isinstance(operand, list) else [operand])]
    return {each.indicator for each in flat if isinstance(each, Reference)}


@dataclass(frozen=True)
class Subject:
    """A topic of the figures.

    Attributes
    ----------
    relations
        How many statements about it can be checked.
    notebooks
        Those whose code names its indicators: first those that look at little else, or whose question is called so.
    """

    topic: str
    words: Words
    relations: int
    indicators: tuple[Indicator, ...]
    notebooks: tuple[Notebook, ...]

    def is_about(self, word: str) -> bool:
        """Whether a word is part of its name, of one of its indicators', or of a question of one of its notebooks."""
        names = [self.topic, self.words.en, self.words.zh, *(name for each in self.indicators for name in each.names)]
        questions = [each.question(language) for each in self.notebooks for language in LANGUAGES]
        return any(folded(word) in folded(text) for text in [*names, *questions])


def subjects(observations: Observations, notebooks: Iterable[Notebook]) -> list[Subject]:
    """The topics of data/relations.yml, in their order."""
    stated, known = load_relations(observations), observations.indicators.index
    named = {each: indicators_named(each, known) for each in notebooks if not takes(each, "Indicator")}
    found = []
    for topic, words in stated.topics.items():
        own = [relation for relation in stated.relations if relation.topic == topic]
        joined = indicators_joined(own)
        shares = {
            each: _in_common(names, joined) * (_CALLED_SO if topic in _questions(each) else 1)
            for each, names in named.items()
        }
        looking = sorted((each for each in shares if shares[each] >= _LEAST), key=lambda each: -shares[each])
        terms = tuple(observations.indicator(code) for code in known if code in joined)
        found.append(Subject(topic, words, len(own), terms, tuple(looking)))
    return found
