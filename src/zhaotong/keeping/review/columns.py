"""Columns of tables that may mean several things: answered by options, as before for the publisher, or when asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import click

from helpers.reading.questions import Question
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean
from zhaotong.keeping.completion import Names
from zhaotong.keeping.review.about import Asking

Ask = Callable[[Mapping[str, str]], list[Question]]  # what is still to be asked when some is answered


@dataclass(frozen=True)
class Answered:
    """The answers on the columns of a text.

    Attributes
    ----------
    answers
        By the key of the question.
    decided
        Those of them that were given now.
    notices
        Which answers of the publisher before were used, and what is still open, a sentence each.
    """

    answers: Mapping[str, str]
    decided: Mapping[str, str]
    notices: tuple[str, ...]


def answered(ask: Ask, given: Iterable[str], remembered: Mapping[str, str], asking: Asking | None) -> Answered:
    """Answer what is asked about a text; what nobody answers stays open, and its numbers unread.

    Parameters
    ----------
    ask
        What is asked, as far as it is not answered.
    given
        Answers of options, each as the number of the question and the answer: 1=growth.
    remembered
        What was answered for texts of the publisher before.
    asking
        Asks on a terminal; None where there is none.

    Raises
    ------
    InputError
        An answer of an option is to no question, or none of those that there are.
    """
    asked = ask({})
    decided, answers = _given(given, asked), dict[str, str]()
    used, notices = 0, list[str]()
    while questions := [each for each in ask(answers) if each.key not in answers]:
        before = len(answers)
        for question in questions:
            if question.key in decided:
                answers[question.key] = decided[question.key]
            elif remembered.get(question.key) in question.candidates:
                answers[question.key] = remembered[question.key]
                used += 1
            elif asking:
                answers[question.key] = decided[question.key] = _asked(question, asking)
        if len(answers) == before:
            break
    if used:
        notices.append(_("columns read as decided for this publisher before: %(n)s") % {"n": used})
    open_ones = {question.key for question in ask(answers)} - answers.keys()
    for number, question in enumerate(asked, start=1):
        if question.key in open_ones:
            words = _("open, its numbers stay unread: %(question)s Give --answer %(number)s=ANSWER, one of %(answers)s")
            named = {"question": question.said, "number": number, "answers": _answers(question)}
            notices.append(words % named)
    return Answered(answers, decided, tuple(notices))


def _given(given: Iterable[str], asked: list[Question]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        number, _sign, answer = (part.strip() for part in each.partition("="))
        if not number.isdecimal() or not 1 <= int(number) <= len(asked):
            words = _('--answer "%(text)s": this text asks %(n)s questions; an answer is written 1=growth')
            raise InputError(words % {"text": each, "n": len(asked)})
        question = asked[int(number) - 1]
        if answer not in question.candidates:
            words = _('--answer "%(text)s" is none of %(answers)s%(hint)s')
            hint = did_you_mean(answer, question.candidates)
            raise InputError(words % {"text": each, "answers": _answers(question), "hint": hint})
        found[question.key] = answer
    return found


def _asked(question: Question, asking: Asking) -> str:
    click.echo(question.said)
    for answer, words in question.candidates.items():
        click.echo("  " + _("%(name)s: %(text)s") % {"name": answer, "text": words})

    def accepted(answer: str) -> str:
        if answer in question.candidates:
            return answer
        words = _('"%(value)s" is none of %(answers)s%(hint)s')
        hint = did_you_mean(answer, question.candidates)
        raise InputError(words % {"value": answer, "answers": _answers(question), "hint": hint})

    return asking.answer(_("answer"), "", Names(question.candidates.items()), accepted)


def _answers(question: Question) -> str:
    return either(list(question.candidates))
