"""Chinese prose read into readings, paragraph by paragraph."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from helpers.reading.chinese.clauses import read_clause
from helpers.reading.chinese.courses import Reach
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import topic_of
from helpers.reading.chinese.one_offs import is_article
from helpers.reading.chinese.outcomes import Outcomes
from helpers.reading.chinese.scanning import Scanner
from helpers.reading.chinese.sentences import Sign, bracketed, clauses_of
from helpers.reading.chinese.state import State, Topic
from helpers.reading.chinese.tokens import Token, is_break
from helpers.reading.document import Document, Paragraph
from helpers.reading.letters import Letters, letters_of
from helpers.reading.places import Places
from helpers.reading.readings import Head, Reading
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Windows

_HEADING = 28  # letters at most
_OPEN = "，、和及与的比较较占为达"  # what a line ends in that goes on in the next
_TO_COME = re.compile(
    "目标任务|工作安排|工作打算|预期目标|下一步|建议|展望|主要目标|奋斗目标|重点任务|工作重点|总体要求|主要任务|工作任务"
    "|工作部署|工作思路|工作计划|发展目标|明年|来年|新的一年|今后"
)
_DONE = re.compile("回顾|完成情况|总结|过去|成效|成绩")
_NUMBERED = re.compile("(?:第?[一二三四五六七八九十]{1,3}[、.．章节部])")
_OTHER_ECONOMY = re.compile("经济(?!增|总量|下)")  # 工业经济, 经济运行: no word for GDP
_MARKS = re.compile(r"^[\s　]+|^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[：:]$")


def read_prose(document: Document, head: Head, vocabulary: Vocabulary) -> list[Reading]:
    """The numbers of a text's paragraphs in Chinese, each with what it was read as."""
    letters = {at: letters_of(block.text) for at, block in enumerate(document.blocks) if isinstance(block, Paragraph)}
    prose = _Prose(head, vocabulary, [each.text for each in letters.values()])
    return [reading for at, text in letters.items() for reading in prose.paragraph(at, text)]


class _Prose:
    """Reads one text from its first paragraph to its last."""

    def __init__(self, head: Head, vocabulary: Vocabulary, texts: Sequence[str]) -> None:
        places, windows = Places(head.region, vocabulary.places, texts), Windows(head)
        self._reach = Reach(vocabulary, places, windows)
        self._scanner = Scanner(vocabulary, places)
        self._outcomes = Outcomes(vocabulary, windows, article=is_article(head, texts))
        self._window, self._region = windows.head, head.region  # of the section
        self._state = State(head.region, windows.head)
        if on := _on(texts, vocabulary):
            self._state.economy = on
        self._goes_on = False  # whether a paragraph ended in the middle of a sentence

    def paragraph(self, block: int, letters: Letters) -> Iterator[Reading]:
        """The numbers of a paragraph."""
        tokens = self._scanner.tokens(letters.text)
        if _is_heading(letters.text, tokens):
            self._head(letters.text, tokens)
        state = self._state
        if not self._goes_on:
            state.begin_paragraph(self._region, self._window, letters.text)
        if tokens:  # a page's number stands between the halves of a sentence
            self._goes_on = len(letters.text) > _HEADING and letters.text[-1] in _OPEN
        for clause in clauses_of(bracketed(tokens)):
            if clause is Sign.SENTENCE:
                state.begin_sentence(self._window)
            elif clause is Sign.PART:
                state.part_sentence()
            else:
                for number in read_clause(clause, state, self._reach):
                    yield self._outcomes.of(number, block, letters)

    def _head(self, text: str, tokens: Sequence[Token]) -> None:
        """What a heading sets for the paragraphs under it: subject, place, time, and whether they are yet to come."""
        state, windows, places = self._state, self._reach.windows, self._reach.places
        subjects = [token for token in tokens if token.kind is Kind.SUBJECT]
        subjects = [token for token in subjects if not _OTHER_ECONOMY.match(text, token.start)]
        others = [token for token in tokens if token.kind is Kind.OTHER and not is_break(token)]
        state.heading = _MARKS.sub("", text)
        state.section = Topic()
        if subjects:
            topic = topic_of(subjects[:1], State(self._region, self._window), self._reach.vocabulary)
            state.section = replace(topic, clear=len(subjects) == 1 and not others)
        named = next((token.text for token in tokens if token.kind is Kind.PLACE), "")
        begins = bool(named) and text.lstrip("　").startswith(named) and "：" in text
        self._region = places.meant(named) if begins else places.own
        if _NUMBERED.match(text):
            read = (windows.read(token.text, windows.head) for token in tokens if token.kind is Kind.WINDOW)
            self._window = next(filter(None, read), windows.head)
            to_come = _TO_COME.search(text) or self._window.year > windows.head.year > 0
            to_come = to_come and not _DONE.search(text)
            state.aim = Kind.TARGET if to_come else None


def _on(texts: Iterable[str], vocabulary: Vocabulary) -> Topic | None:
    """What growth of nothing in particular is that of: GDP, or the first subject of a text that never names it."""
    gdp = vocabulary.named("地区生产总值")
    if gdp is None:
        return None
    found = [each for text in texts for each in vocabulary.find(text) if not _OTHER_ECONOMY.match(text, each.start)]
    first = next((each.subject for each in found if each.subject.indicator(Facet.GROWTH)), None)
    if first is None or any(each.subject is gdp[0] for each in found):
        return Topic(gdp[0], "地区生产总值")
    return Topic(first, first.name)


def _is_heading(text: str, tokens: Sequence[Token]) -> bool:
    numbers = any(token.kind is Kind.NUMBER and not token.words for token in tokens)
    return len(text) <= _HEADING and not numbers and not text.endswith("。")
