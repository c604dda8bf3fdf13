"""A clause read: each of its numbers with what it is about, where, when, and what it says of it."""

from collections.abc import Iterator, Sequence

from helpers.reading.chinese.brackets import parted, state_inside
from helpers.reading.chinese.clause_words import hear_word, leave_words
from helpers.reading.chinese.courses import COUNTABLE, Course, Number, Reach
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.names import hear_name
from helpers.reading.chinese.numbers import leave, number_of
from helpers.reading.chinese.state import State
from helpers.reading.chinese.tokens import Token


def read_clause(tokens: Sequence[Token], state: State, reach: Reach) -> Iterator[Number]:
    """The numbers of a clause in their order; the state is then what the clause leaves to the next."""
    state.moment.hear("".join(token.text + token.unit for token in tokens))
    course = Course.of(tokens, state, reach)
    behind_number = False
    for run in course.runs:
        token = run.tokens[0]
        if run.kind in COUNTABLE:
            number = number_of(course, token)
            yield number
            leave(course, number)
        elif run.kind is Kind.BRACKET:
            inner = state_inside(course, token)
            for clause in parted(token.inside):
                yield from read_clause(clause, inner, reach)
        elif run.kind is Kind.SUBJECT:
            hear_name(course, run, behind_number)
        else:
            hear_word(course, token)
        behind_number = run.kind is Kind.NUMBER
    places = [each.text for each in course.tokens if each.kind is Kind.PLACE]
    state.places = places if len(places) > 1 else []
    if not course.has_number:
        leave_words(course)
    state.fresh = False
