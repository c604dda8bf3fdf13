"""Questions on the terminal about a text, each asked until its answer is accepted."""

from collections.abc import Callable

import click

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.keeping.completion import Names, completion_keys


class Asking:
    """Asks on the terminal, and counts how often.

    Parameters
    ----------
    prompt
        Asks for one line, with a default and names to complete to; a prompt of the terminal where none is given.
    confirm
        Asks yes or no.
    """

    def __init__(
        self, prompt: Callable[[str, str, Names], str] | None = None, confirm: Callable[[str], bool] | None = None
    ) -> None:
        self.count = 0
        self._prompt = prompt or _on_the_terminal()
        self._confirm = confirm or (lambda question: click.confirm(question, default=True))

    def yes(self, question: str) -> bool:
        self.count += 1
        return self._confirm(question)

    def answer(self, name: str, offered: str, names: Names, accepted: Callable[[str], str]) -> str:
        """An answer that is accepted; it is asked for again until it is."""
        while True:
            self.count += 1
            try:
                answer = self._prompt(name, offered, names).strip()
            except EOFError:
                raise click.Abort from None
            try:
                return accepted(answer)
            except InputError as error:
                click.echo(click.style(_("%(name)s: %(text)s") % {"name": name, "text": error}, fg="red"))
                offered = answer


def _on_the_terminal() -> Callable[[str, str, Names], str]:
    from prompt_toolkit import PromptSession  # 0.08 s, for questions alone

    session: PromptSession = PromptSession(key_bindings=completion_keys())

    def ask(name: str, offered: str, names: Names) -> str:
        said: str = session.prompt(f"{name}: ", default=offered, completer=names, complete_while_typing=True)
        return said

    return ask
