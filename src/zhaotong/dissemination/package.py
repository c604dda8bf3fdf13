"""All data as one archive that any program can take up: tables, descriptions for machines, how to read and to cite it.

It holds no time but that of the newest publication, and its files have the same date always: the same data are the
same bytes.
"""

import re
import zipfile
from io import BytesIO
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.package import read_package, vocabulary
from helpers.text.language import LANGUAGES, _, in_language
from zhaotong.dissemination.collection import Collection, collect
from zhaotong.dissemination.croissant import Described, croissant
from zhaotong.dissemination.figures import COLUMNS
from zhaotong.dissemination.sdmx import sdmx_csv, sdmx_structure
from zhaotong.dissemination.text_files import as_csv

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that an archive can have
_TIDY = "figures"
_REFERENCES = tuple((each, f"{each}s", each) for each in ("region", "indicator", "source"))


def data_package(observations: Observations) -> bytes:
    """The archive of all data of a folder.

    - figures.csv, codebook.csv: the tidy table, one published figure a row, and what its columns and codes mean
    - datapackage.json with its tables, as they stand in data/ (Frictionless)
    - metadata.json: the same files in Croissant; sdmx/: the figures in SDMX-CSV 2.0 with their structure
    - README.md, README.zh.md: what is what, and how to cite it

    Raises
    ------
    DataError
        The folder cannot be read.
    """
    package, _tables = read_package(observations.folder)
    collection = collect(observations)
    day = newest_day(observations)
    tidy = Described(
        _TIDY, f"{_TIDY}.csv", as_csv(collection.figures), package["description"], _fields(_TIDY), ("row",), _REFERENCES
    )
    codebook = as_csv(collection.codebook)
    tables = [_described(observations, each) for each in package["resources"]]
    statuses = vocabulary(package, "observations", "status")
    about = {"name": package["name"], **collection.about}
    with in_language("en"):
        citation = _citation(collection, day)
    files = {
        "datapackage.json": (observations.folder / "datapackage.json").read_bytes(),
        **{each.path: each.content for each in (tidy, *tables)},
        "codebook.csv": codebook,
        "metadata.json": croissant(about, citation, day, [tidy, *tables]),
        "sdmx/figures.csv": sdmx_csv(collection),
        "sdmx/structure.xml": sdmx_structure(collection, observations, statuses, day),
        **{_readme_name(language): _readme(language, collection, day) for language in LANGUAGES},
    }
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as an archive whose bytes depend on nothing but them."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o644 << 16
            writing.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def newest_day(observations: Observations) -> str:
    """The last day on which a publication behind the figures came out or was read, as far as days are recorded."""
    days = [day for column in ("published", "accessed") for day in observations.sources[column] if len(day) == 10]
    return max(days, default="1980-01-01")


def _fields(table: str) -> tuple[dict[str, Any], ...]:
    return tuple(vars(column) for column in COLUMNS[table])


def _described(observations: Observations, resource: dict[str, Any]) -> Described:
    """A table of data/ as it stands there."""
    schema = resource["schema"]
    keys = [(key["fields"][0], key["reference"]) for key in schema.get("foreignKeys", [])]
    return Described(
        resource["name"],
        resource["path"],
        (observations.folder / resource["path"]).read_bytes(),
        resource.get("description", resource["name"]),
        tuple(schema["fields"]),
        tuple(schema["primaryKey"]),
        tuple((column, to["resource"] or resource["name"], to["fields"][0]) for column, to in keys),
    )


def _citation(collection: Collection, day: str) -> str:
    words = _("%(title)s, version %(version)s, %(day)s, data %(digest)s")
    return words % {**_named(collection), "day": day}


def _named(collection: Collection) -> dict[str, str]:
    about = collection.about
    return {"title": about["title"], "version": about["version"], "digest": about["data"][:12]}


def _readme_name(language: str) -> str:
    return "README.md" if language == "en" else f"README.{language}.md"


def _readme(language: str, collection: Collection, day: str) -> bytes:
    """What is what, in a language."""
    with in_language(language):
        counts = {"n": len(collection.figures.lines), "sources": len(collection.sources.lines)}
        lines = [
            f"# {collection.about['title']}",
            _("%(n)s published figures of %(sources)s publications, as they were known on %(day)s.")
            % {**counts, "day": day},
            _("- figures.csv: one published figure a row, with everything that is known of it; read this one first"),
            _("- codebook.csv: what its columns hold and what each code in them means, in both languages"),
            _("- sources.csv: the publications; the column source leads to them, licence has the terms of each"),
            _("- datapackage.json: a Frictionless description of the tables as the project keeps them"),
            _("- metadata.json: a Croissant description of all tables, with keys, references and provenance"),
            _("- sdmx/: the same figures as SDMX-CSV 2.0, and their structure as SDMX-ML 3.0"),
            _(
                "A figure stands once for each publication that prints it, and these need not agree. The column "
                "printed has its digits; low and high are the ends of what they can stand for. Compare figures of "
                "one basis with each other."
            ),
            _("Cite as: %(citation)s; and, for a figure, its publication.") % {"citation": _citation(collection, day)},
        ]
    return (re.sub(r"^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(lines), flags=re.MULTILINE) + "\n").encode()
