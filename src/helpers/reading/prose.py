"""Chinese prose read into readings, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.reading.clauses import read_clause
from helpers.reading.courses import Number, Reach
from helpers.reading.document import Document, Paragraph, Place
from helpers.reading.letters import Letters, letters_of
from helpers.reading.lexicon import Kind
from helpers.reading.naming import topic_of
from helpers.reading.places import Places
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.scanning import Scanner
from helpers.reading.state import State as Passage
from helpers.reading.state import Topic
from helpers.reading.tokens import Token, is_break
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Windows

_HEADING = 28  # letters at most
_ENDS = "。！？\n"
_TO_COME = re.compile(
    "目标任务|工作安排|工作打算|预期目标|下一步|建议|展望|主要目标|奋斗目标|重点任务|工作重点|总体要求"
)
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章节部])")


def read_prose(document: Document, head: Head, vocabulary: Vocabulary) -> list[Reading]:
    """The numbers of a text's paragraphs in Chinese, each with what it was read as."""
    letters = {at: letters_of(block.text) for at, block in enumerate(document.blocks) if isinstance(block, Paragraph)}
    reader = _Prose(head, vocabulary, [each.text for each in letters.values()])
    return [reading for at, text in letters.items() for reading in reader.paragraph(at, text)]


class _Prose:
    """Reads one text."""

    def __init__(self, head: Head, vocabulary: Vocabulary, texts: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        subjects = [subject for subject, _facet in vocabulary.phrases.values()]
        self._grows = {each.indicator(Facet.LEVEL) for each in subjects if each.indicator(Facet.GROWTH)}
        self._places = Places(head.region, vocabulary.places, texts)
        self._windows = Windows(head)
        self._scanner = Scanner(vocabulary, self._places)
        self._reach = Reach(vocabulary, self._places, self._windows)
        self._window = self._windows.head
        self._region = head.region
        self._state = Passage(head.region, self._window)

    def paragraph(self, block: int, letters: Letters) -> Iterator[Reading]:
        """The numbers of a paragraph."""
        tokens = self._scanner.tokens(letters.text)
        state = self._state
        if self._is_heading(letters.text, tokens):
            self._heading(letters.text, tokens)
        state.begin_paragraph(self._region, self._window)
        for token in _sentences(_bracketed(tokens)):
            if isinstance(token, str):
                if token == "end":
                    state.begin_sentence(self._window)
                else:
                    state.part_sentence()
                continue
            for number in read_clause(token, state, self._reach):
                yield self._reading(block, letters, number)

    def _is_heading(self, text: str, tokens: Sequence[Token]) -> bool:
        numbers = [token for token in tokens if token.kind is Kind.NUMBER and not token.words]
        return len(text) <= _HEADING and not numbers and not text.endswith("。")

    def _heading(self, text: str, tokens: Sequence[Token]) -> None:
        """What a heading sets for the paragraphs under it: subject, place, time, and whether it is yet to come."""
        state = self._state
        subjects = [token for token in tokens if token.kind is Kind.SUBJECT]
        others = [token for token in tokens if token.kind is Kind.OTHER and not is_break(token)]
        state.section = Topic()
        state.heading = re.sub(r"^[▶●■◆\s]+|^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[：:]$", "", text)
        if subjects:
            clear = len(subjects) == 1 and not others
            state.section = replace(
                topic_of(subjects[:1], Passage(self._region, self._window), self._vocabulary), clear=clear
            )
        places = [token for token in tokens if token.kind is Kind.PLACE]
        begins = text.lstrip("▶●■ ").startswith(places[0].text) if places else False
        numbered = bool(_NUMBERED.match(text))
        self._region = self._places.meant(places[0].text) if begins and "：" in text else self._state_region()
        windows = [self._windows.read(token.text, self._windows.head) for token in tokens if token.kind is Kind.WINDOW]
        if numbered and re.match("[一二三四五六七八九十]", text):
            self._window = next(filter(None, windows), self._windows.head)
            to_come = _TO_COME.search(text) or self._window.year > self._windows.head.year > 0
            state.aim = Kind.TARGET if to_come else None

    def _state_region(self) -> str:
        return self._places.own

    def _reading(self, block: int, letters: Letters, number: Number) -> Reading:
        token, meaning = number.token, number.meaning
        start, end = letters.printed(token.start, token.end)
        value = None if token.number is None else token.number * meaning.sign
        role, reason, code = meaning.role, meaning.reason, meaning.indicator
        if code and value is not None:
            value = self._value(value, token, code, meaning.facet, role)
        if code and number.aim is Kind.TARGET and role is Role.VALUE:
            role = Role.TARGET
        elif number.aim in (Kind.FORECAST, Kind.PLAN) and (not code or number.aim is Kind.FORECAST):
            code, reason = "", "forecast" if number.aim is Kind.FORECAST else "plan"
        elif not code and number.aim is Kind.TARGET:
            reason = "target"
        if code and number.bound and role is Role.VALUE:
            role = Role.BOUND
        if code and value is None and role in (Role.VALUE, Role.PREVIOUS):
            code, reason = "", "level_without_indicator"
        if number.previous and role is Role.VALUE:
            role = Role.PREVIOUS
        window = number.window
        if window.event and code and self._vocabulary.indicators[code].accounting == "stock":
            window = self._windows.months(window.year, int(window.period[5:]))  # 截至9月末 of a balance
        sure = (
            bool(code)
            and self._is_standard(code)
            and number.clear
            and role in (Role.VALUE, Role.PREVIOUS)
            and not number.bound
        )
        printed = "".join(letters.text[token.start : token.end])
        return Reading(
            place=Place(block, start, end),
            printed=printed,
            state=State.PROPOSED if code else State.LEFT_OUT if reason else State.UNREAD,
            words=token.words,
            indicator=code,
            subject=number.topic.name,
            region=number.region,
            period=window.period,
            span=window.span,
            value=value,
            unit=token.unit,
            role=role,
            bound=number.bound,
            against=number.against,
            reason=reason,
            sure=sure and bool(number.window.period),
        )

    def _is_standard(self, code: str) -> bool:
        """Whether an indicator means one thing everywhere; counts of projects and promises do not."""
        known = self._vocabulary.indicators[code]
        if known.unit in ("workdays", "hours", "days", "years", "persons", "10k_cny"):
            return False
        alone = known.is_level and known.is_flow and code not in self._grows and not code.endswith("_year_start")
        return not (alone and known.unit in ("count", "100m_cny"))

    def _value(self, value: Decimal, token: Token, code: str, facet: Facet | None, role: Role) -> Decimal | None:
        """A number in the unit of the indicator; what is relative stays as it is."""
        if role in (Role.VALUE, Role.TARGET, Role.BOUND, Role.PREVIOUS):
            percent = self._vocabulary.indicators[code].unit == "pct"
            unit = "%" if percent and token.words and not token.unit else "%" if token.parts == 3 else token.unit
            if token.kind is Kind.FLAT:
                return value
            if self._vocabulary.indicators[code].unit == "rank":
                return value
            return self._vocabulary.value(value, unit, code)
        return value


def _bracketed(tokens: Sequence[Token]) -> list[Token]:
    """The pieces of a paragraph, those in brackets as one that holds them; brackets without a number are dropped."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        rest = token.text if is_break(token) else ""
        if not rest:
            found[-1].append(token)
            continue
        for at, sign in enumerate(rest):
            one = Token(Kind.OTHER, sign, token.start + at, token.start + at + 1)
            if sign == "（":
                found.append([])
            elif sign == "）" and len(found) > 1:
                inside = found.pop()
                if any(each.kind in (Kind.NUMBER, Kind.FLAT, Kind.BRACKET) for each in inside):
                    begin = inside[0].start if inside else one.start
                    found[-1].append(Token(Kind.BRACKET, "（）", begin, one.start, inside=tuple(inside)))
            elif sign != "）":
                found[-1].append(one)
    while len(found) > 1:
        found[-2].extend(found.pop())
    return found[0]


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token] | str]:
    """The clauses of a paragraph, and where a sentence ends or a semicolon parts it."""
    clause: list[Token] = []
    for token in tokens:
        if not is_break(token):
            clause.append(token)
            continue
        if clause:
            yield clause
            clause = []
        if any(sign in _ENDS for sign in token.text):
            yield "end"
        elif "；" in token.text:
            yield "part"
    if clause:
        yield clause
