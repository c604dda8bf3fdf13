"""What a reader asks a person about a text instead of guessing."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]  # the candidate that was chosen, by the key of the question
NONE = "none"  # the answer that a column is nothing that has a row


@dataclass(frozen=True)
class Question:
    """Something of a text that may mean several things.

    Attributes
    ----------
    key
        By which an answer is given and remembered: what is asked, and the words that it is asked about, digits as #, so
        that next year's table of the same bureau asks the same.
    said
        The question, a sentence in the language in use.
    candidates
        The answers that there are, by what is given as the answer, in words.
    """

    key: str
    said: str
    candidates: Mapping[str, str]
