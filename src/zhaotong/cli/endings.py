"""How the command ends when it is asked to, and when the system refuses what it needs: in one sentence."""

import signal
import sys
from collections.abc import Callable

INTERRUPTED, REFUSED = 130, 1  # exit codes
_ASKED = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]


def heed() -> None:
    """Have what a system or a closed terminal sends raise what Ctrl-C does, `KeyboardInterrupt`; nohup is respected."""
    for number in _ASKED:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def disregard() -> None:
    """Have none of them do anything any more: the command is about to end."""
    for number in _ASKED:
        signal.signal(number, signal.SIG_IGN)


def say_interrupted() -> None:
    """Say that the command was interrupted; no more of that is heard."""
    disregard()
    _ = _speech()
    print(_("interrupted; reports made before stand"), file=sys.stderr)


def say_refused(error: OSError | MemoryError) -> None:
    """Say what the system refused: a file, a process, room, memory."""
    _ = _speech()
    reason: object = error
    if isinstance(error, MemoryError):
        reason = f"{_('not enough memory')} ({error})" if str(error) else _("not enough memory")
    print(_("the system refuses what is needed: %(reason)s") % {"reason": reason}, file=sys.stderr)


def _speech() -> Callable[[str], str]:
    """What puts a message into the language of the shell; it stays as it is where that cannot be loaded just now."""
    try:
        from helpers.text.language import LANGUAGES, _, use_language
        from helpers.text.shell import shell_language

        use_language(shell_language(LANGUAGES))
    except Exception:  # what was interrupted while it was loaded cannot be loaded again
        return str
    return _
