"""Completion of what is typed on the terminal: to the names of things, by Tab."""

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


class Names(Completer):
    """Completes what is typed to any of the names under which a thing is found.

    Parameters
    ----------
    things
        The names of each thing; completed is to the name that begins as typed, otherwise to the first.
    separator
        What separates several names, where several may be given.
    """

    def __init__(self, things: Iterable[tuple[str, ...]], separator: str = "") -> None:
        self._things, self._separator = list(things), separator

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        if self._separator:
            typed = typed.rpartition(self._separator)[2]
        key = typed.strip().casefold()
        begun, inside = [], []
        for names in self._things:
            if begins := [name for name in names if name.casefold().startswith(key)]:
                begun.append((begins[0], names))
            elif any(key in name.casefold() for name in names):
                inside.append((names[0], names))
        for name, names in begun + inside:
            others = " · ".join(each for each in names if each and each != name)
            yield Completion(name, -len(typed), display_meta=others)


def completion_keys() -> KeyBindings:
    """Key bindings by which Tab completes at once to the only thing that begins as typed, or else offers all that fit.

    Where none begins so, the only one that has it inside is completed to. Completing at once lets Enter follow as fast
    as one types.
    """
    keys = KeyBindings()

    @keys.add("tab")
    def complete(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        found = list(buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True)))
        typed = buffer.document.text_before_cursor.casefold()
        begun = [each for each in found if each.text.casefold().startswith(typed[len(typed) + each.start_position :])]
        if len(sole := begun or found) == 1:
            buffer.cancel_completion()
            buffer.apply_completion(sole[0])
        elif buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    return keys
