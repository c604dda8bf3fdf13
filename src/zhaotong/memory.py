"""Whether a process may take the memory that it needs: what runs out half-way fails in any words, or hangs."""

import sys

if sys.platform != "win32":  # where no such limit is set
    import resource

# MiB of address space, measured: `zhaotong check` and the audit of Zhaotong are made with these, with pyarrow loaded.
A_COMMAND, A_REPORT = 500, 1_600


def memory_allowed() -> int | None:
    """How many MiB of address space a process may have (`ulimit -v`); None for as many as there are."""
    if sys.platform == "win32":
        return None
    allowed, _most = resource.getrlimit(resource.RLIMIT_AS)
    return None if allowed == resource.RLIM_INFINITY else allowed // 2**20


def check_memory(needed: int) -> None:
    """Check that a process may have so many MiB.

    Raises
    ------
    OSError
        It may not; the message says how much is allowed.
    """
    allowed = memory_allowed()
    if allowed is not None and allowed < needed:
        from helpers.text.language import _  # which takes memory itself

        words = _("not enough memory: %(needed)s MiB are needed, and a process may have %(allowed)s (ulimit -v)")
        raise OSError(words % {"needed": needed, "allowed": allowed})
