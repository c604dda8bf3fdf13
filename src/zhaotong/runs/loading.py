"""Loading modules without looking for garbage among them: there is none, and the search takes a fifth of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded meanwhile stays: it is never looked at again, and its pages stay shared with processes forked."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
