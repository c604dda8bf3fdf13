"""Bundles: files that travel to another machine as bytes, named by their digest, unpacked once where they arrive."""

import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zhaotong.reports.digests import digest


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return files by their names as one bundle: the same files always give the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            # An entry made by hand has no time of its own.
            archive.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED)
    return packed.getvalue()


def unpack(bundle: bytes, expected: str, cache: Path) -> Path:
    """Return the folder in a cache that holds the files of a bundle, unpacked if they were not there yet.

    Parameters
    ----------
    expected
        The digest of the bundle that was sent.

    Raises
    ------
    ValueError
        The bundle is not the one that was sent.
    """
    if (arrived := digest(bundle)) != expected:
        raise ValueError(f"what arrived has the digest {arrived[:12]}, what was sent {expected[:12]}")
    place = cache / expected
    if not place.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as aside:
            content = Path(aside) / "content"
            with ZipFile(BytesIO(bundle)) as archive:
                archive.extractall(content)
            try:
                os.rename(content, place)  # never half there, whoever looks
            except OSError:
                if not place.exists():  # or else another run unpacked the same
                    raise
    return place
