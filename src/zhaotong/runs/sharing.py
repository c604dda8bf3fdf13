"""Jobs on their way to a worker, without what all of them have in common: that, it was given when it was started."""

import pickle
from io import BytesIO
from typing import Any


def packed(job: Any, shared: tuple) -> bytes:
    """A job as bytes, in which each of the shared objects is only named."""
    content = BytesIO()
    _Packer(content, shared).dump(job)
    return content.getvalue()


def unpacked(content: bytes, shared: tuple) -> Any:
    """The job again, with the shared objects that are here."""
    return _Unpacker(BytesIO(content), shared).load()


class _Packer(pickle.Pickler):
    def __init__(self, file: BytesIO, shared: tuple) -> None:
        super().__init__(file)
        self.places = {id(each): place for place, each in enumerate(shared)}

    def persistent_id(self, each: Any) -> int | None:
        return self.places.get(id(each))


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: BytesIO, shared: tuple) -> None:
        super().__init__(file)
        self.shared = shared

    def persistent_load(self, place: int) -> Any:
        return self.shared[place]
