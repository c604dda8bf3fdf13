"""Which subjects a run of words names: one, the items of a list, or what no indicator stands for."""

import re
from collections.abc import Sequence

from helpers.reading.lexicon import Kind
from helpers.reading.state import State, Topic
from helpers.reading.tokens import Token
from helpers.reading.vocabulary import Facet, Vocabulary

# What stands for several subjects at once, and each of them.
_AT_ONCE = {"三次产业": ("第一产业", "第二产业", "第三产业"), "产业结构": ("第一产业", "第二产业", "第三产业")}
_THREE = re.compile("^(?:三次产业|三产|产业|三大产业|三次产业增加值)(?:结构|比例|构成|比|占比|比重|结构比|结构比例|增加值结构)*$")
_QUOTES = "“”‘’《》"


def text_of(run: Sequence[Token]) -> str:
    """What a run of pieces says, without quotation marks."""
    return "".join(token.text for token in run).strip(_QUOTES)


def topic_of(run: Sequence[Token], state: State, vocabulary: Vocabulary) -> Topic:
    """What a name is about: a subject where it is named as a whole, or as a part of what the passage is about."""
    name = text_of(run).removesuffix("的")
    exact = run[0] if len(run) == 1 and run[0].kind is Kind.SUBJECT else None
    found = (exact.subject, exact.facet) if exact and exact.subject else vocabulary.named(name)
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
    names = [text_of(item) for item in items]
    shared = vocabulary.enumerated(names)
    found = []
    for item, name, subject in zip(items, names, shared, strict=True):
        alone = topic_of(item, state, vocabulary)
        whole = item[0].kind is Kind.SUBJECT and len(item) == 1 and not alone.is_part
        found.append(Topic(subject, name, clear=True) if subject and not (whole and alone.subject) else alone)
    return found


def split_list(run: Sequence[Token], parting: Sequence[str]) -> list[list[Token]]:
    """The items of a run of words that some signs part."""
    items: list[list[Token]] = [[]]
    for token in run:
        if token.kind is Kind.AND and token.text in parting:
            items.append([])
        elif token.kind is not Kind.POSSESSIVE or items[-1]:
            items[-1].append(token)
    return [item for item in items if item]
