"""Which subjects a run of words names: one, the items of a list, or what no indicator stands for."""

import re
from collections.abc import Sequence

from helpers.reading.lexicon import Kind
from helpers.reading.state import State, Topic
from helpers.reading.tokens import Token
from helpers.reading.vocabulary import Facet, Vocabulary

# What stands for several subjects at once, and each of them.
_AT_ONCE = {"三次产业": ("第一产业", "第二产业", "第三产业"), "产业结构": ("第一产业", "第二产业", "第三产业")}
_THREE = re.compile("^(?:(?:三次|三大|一二三|三)产业(?:增加值)?(?:结构|比例|构成|比|占比|比重)*|(?:三次|三|三大)?产业(?:增加值)?(?:结构|比例|构成|比)+)$")
_QUOTES = "“”‘’《》"


def text_of(run: Sequence[Token]) -> str:
    """What a run of pieces says, without quotation marks."""
    return "".join(token.text for token in run).strip(_QUOTES)


def topic_of(run: Sequence[Token], state: State, vocabulary: Vocabulary) -> Topic:
    """What a name is about: a subject where it is named as a whole, or as a part of what the passage is about."""
    return named(text_of(run).removesuffix("的"), state, vocabulary)


def named(name: str, state: State, vocabulary: Vocabulary) -> Topic:
    """What is called so in a passage."""
    found = vocabulary.named(name)
    short = found is None or Facet.SHARE in found[0].codes
    for context in state.contexts if short else ():
        subject = vocabulary.complete(name, context)
        if subject is not None:
            return Topic(subject, name, clear=True)
    if found is not None:
        return Topic(found[0], name, clear=True, facet=found[1])
    return Topic(None, name)


def sectors(name: str) -> tuple[str, ...]:
    """The three sectors, where a name stands for all of them; none otherwise."""
    return _AT_ONCE["三次产业"] if _THREE.match(name) else ()


def topics_of(items: Sequence[Sequence[Token]], state: State, vocabulary: Vocabulary) -> list[Topic]:
    """What each item of a list is about; items may share what is said once: 城镇、农村居民人均可支配收入."""
    return [named(name, state, vocabulary) for name in vocabulary.enumerated(map(text_of, items))]


def split_list(run: Sequence[Token], parting: Sequence[str]) -> list[list[Token]]:
    """The items of a run of words that some signs part."""
    items: list[list[Token]] = [[]]
    for token in run:
        if token.kind is Kind.AND and token.text in parting:
            items.append([])
        elif token.kind is not Kind.POSSESSIVE or items[-1]:
            items[-1].append(token)
    return [item for item in items if item]
