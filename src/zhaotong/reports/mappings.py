"""What is written once: names with values, in a YAML file or on the command line."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from helpers.text.language import _
from helpers.text.messages import InputError, shortened


def read_mapping(file: Path, otherwise: str) -> dict[str, Any]:
    """The mapping that a YAML file holds, every value as the text that is written there: NO is no "false".

    Parameters
    ----------
    otherwise
        The message where it holds something else.

    Raises
    ------
    InputError
        The file cannot be read, holds no mapping, or gives a name two values.
    """
    try:
        loader = yaml.BaseLoader(file.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
            faults = list(_given_twice(node, file)) if node else []
            content = loader.construct_document(node) if node and not faults else None
        finally:
            loader.dispose()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error}) from None
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise InputError(_("%(file)s is no YAML: %(reason)s") % {"file": file, "reason": reason}) from None
    if faults:
        raise InputError("\n".join(faults))
    if not isinstance(content, dict):
        raise InputError(otherwise % {"file": file})
    return content


def _given_twice(node: yaml.Node, file: Path) -> Iterator[str]:
    """A sentence on each name that a mapping, however deep, gives two values; one that is repeated is harmless."""
    digests: dict[int, str] = {}
    for place in _nodes_in(node):
        first: dict[str, yaml.Node] = {}
        for key, value in place.value if isinstance(place, yaml.MappingNode) else ():
            before = first.setdefault(_digest(key, digests), value)
            if _digest(before, digests) != _digest(value, digests):
                words = _('%(file)s, line %(line)s: %(name)s is "%(second)s" here and "%(first)s" before; give it once')
                names = {"name": _written(key), "first": _written(before), "second": _written(value)}
                yield words % {"file": file, "line": key.start_mark.line + 1, **names}


def _nodes_in(node: yaml.Node) -> Iterator[yaml.Node]:
    """A node and all inside of it, each once."""
    seen, left = set(), [node]
    while left:
        each = left.pop()
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            left += reversed(_parts(each))


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _digest(node: yaml.Node, known: dict[int, str]) -> str:
    """What tells nodes of different content apart; each is read once, for an alias may stand for much."""
    if id(node) not in known:
        known[id(node)] = "itself"
        content = node.value if isinstance(node, yaml.ScalarNode) else [_digest(each, known) for each in _parts(node)]
        known[id(node)] = sha256(repr((type(node).__name__, content)).encode()).hexdigest()
    return known[id(node)]


def _written(node: yaml.Node) -> str:
    """A node as it stands in the file, without its quotes, in one line."""
    if isinstance(node, yaml.ScalarNode):
        return shortened(node.value)
    start, end = node.start_mark, node.end_mark
    return shortened(" ".join(str(start.buffer)[start.pointer : end.pointer].split()))


def given_values(pairs: Iterable[tuple[str, str]], otherwise: str) -> dict[str, str]:
    """Values by the names with which they were given.

    Parameters
    ----------
    otherwise
        The message on a name with two values.

    Raises
    ------
    InputError
        A name was given two values; one that is repeated is harmless.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        if values.setdefault(name, value).strip() != value.strip():
            named = {"name": shortened(name), "first": shortened(values[name]), "second": shortened(value)}
            raise InputError(otherwise % named)
    return values
