"""What the package holds, for programs that load data sets: a description in Croissant 1.1 (JSON-LD).

Each table is a record set with its key and its references to others. Where each figure is from stands in its row, and
the fields that say so are named by the properties of PROV and Dublin Core: publication, place in it, vintage.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FORMAT = "http://mlcommons.org/croissant/1.1"
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
}
_MEANING = {  # the fields by which a figure is followed to where it is from
    "source": "http://www.w3.org/ns/prov#hadPrimarySource",
    "locator": "http://www.w3.org/ns/prov#atLocation",
    "vintage": "http://purl.org/dc/terms/valid",
    "known": "http://purl.org/dc/terms/available",
    "publisher": "http://purl.org/dc/terms/publisher",
    "title": "http://purl.org/dc/terms/title",
    "url": "https://schema.org/url",
    "published": "http://purl.org/dc/terms/issued",
    "accessed": "http://www.w3.org/ns/prov#generatedAtTime",
    "licence": "http://purl.org/dc/terms/license",
    "basis": "http://purl.org/dc/terms/conformsTo",
}
_DIGITS = ("region",)
_OF_CR = (
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "extract",
    "field",
    "fileProperty",
    "fileObject",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
)


@dataclass(frozen=True)
class Described:
    """A table of the package.

    Attributes
    ----------
    fields
        As a schema of Frictionless has them.
    keys
        The columns of its key.
    references
        By column, the table and the column that it refers to; of those to itself Croissant says nothing, since its
        readers join a table to what it refers to.
    """

    name: str
    path: str
    content: bytes
    description: str
    fields: tuple[dict[str, Any], ...]
    keys: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()


def croissant(about: Mapping[str, Any], citation: str, day: str, tables: Iterable[Described]) -> bytes:
    """The description of a package.

    Parameters
    ----------
    about
        name, title, description, licence, version.
    citation
        How to cite it.
    day
        The day of the newest publication in it, which is as new as it can be.
    """
    tables = list(tables)
    content = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": FORMAT,
        "name": about["name"],
        "alternateName": about["title"],
        "description": about["description"],
        "license": about["licence"],
        "citeAs": citation,
        "version": about["version"],
        "datePublished": day,
        "inLanguage": ["en", "zh"],
        "distribution": [_file(each) for each in tables],
        "recordSet": [_records(each) for each in tables],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _context() -> dict[str, Any]:
    """The standard one, with the vocabulary of provenance."""
    own = {name: f"cr:{name}" for name in _OF_CR}
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        **own,
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "description": {"@container": "@language"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "name": {"@container": "@language"},
        "prov": "http://www.w3.org/ns/prov#",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
    }


def _file(table: Described) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.path,
        "name": table.path,
        "contentUrl": table.path,
        "contentSize": f"{len(table.content)} B",
        "encodingFormat": "text/csv",
        "sha256": sha256(table.content).hexdigest(),
    }


def _records(table: Described) -> dict[str, Any]:
    keys = [{"@id": f"{table.name}/{column}"} for column in table.keys]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        **({"key": keys} if keys else {}),
        "field": [*_fields(table)],
    }


def _fields(table: Described) -> Iterator[dict[str, Any]]:
    targets = {column: _target(other, target) for column, other, target in table.references if other != table.name}
    for field in table.fields:
        name = field["name"]
        described: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{table.name}/{name}",
            "name": name,
            "description": {"en": field["description"], "zh": field["description_zh"]},
            "dataType": _TYPES[field["type"]],
            "source": {"fileObject": {"@id": table.path}, "extract": {"column": name}},
        }
        if name in _MEANING:
            described["equivalentProperty"] = _MEANING[name]
        if name in targets:
            described["references"] = targets[name]
        yield described


def _target(table: str, column: str) -> dict[str, Any]:
    """What a field refers to: a field, or of codes that are digits, which readers take for numbers, their column."""
    if column in _DIGITS:
        return {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": column}}
    return {"field": {"@id": f"{table}/{column}"}}
