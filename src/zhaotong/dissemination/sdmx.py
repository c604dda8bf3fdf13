"""The figures in the exchange format of statistical offices: SDMX-CSV 2.0, and its structure in SDMX-ML 3.0.

An observation is told apart by span, region, indicator, source and period and, where a source prints a cell more than
once, by its number among these. Codes are those of the data, which are identifiers of SDMX already.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from helpers.figures.observations import Observations
from helpers.figures.terms import Term
from zhaotong.dissemination.collection import Collection
from zhaotong.dissemination.figures import COLUMNS

AGENCY, VERSION, FLOW, STRUCTURE = "ZHAOTONG_GROWTH", "1.0.0", "FIGURES", "DSD_FIGURES"
_CONCEPTS, _MEASURE, _TIME = "CS_FIGURES", "OBS_VALUE", "TIME_PERIOD"
_NAMESPACES = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
# Each with its code list or kind of text, and the column that it is made of.
_DIMENSIONS = {
    "SPAN": ("CL_SPAN", "span"),
    "REF_AREA": ("CL_AREA", "region"),
    "INDICATOR": ("CL_INDICATOR", "indicator"),
    "SOURCE": ("CL_SOURCE", "source"),
    "ENTRY": ("Integer", "entry"),
}
_ATTRIBUTES = {
    "UNIT_MEASURE": ("CL_UNIT", "unit"),
    "OBS_STATUS": ("CL_STATUS", "status"),
    "PRINTED": ("String", "printed"),
    "LOW": ("Double", "low"),
    "HIGH": ("Double", "high"),
    "LOCATOR": ("String", "locator"),
    "VINTAGE": ("String", "vintage"),
    "BASIS": ("String", "basis"),
    "CAVEATS": ("String", "caveats"),
    "ROW": ("Integer", "row"),
}
_OTHERS = {_TIME: ("ObservationalTimePeriod", "period"), _MEASURE: ("Double", "value")}


def sdmx_csv(collection: Collection) -> bytes:
    """The figures, an observation a line; OBS_VALUE is NaN where no single number was printed."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    heads = [*_DIMENSIONS, _TIME, _MEASURE, *_ATTRIBUTES]
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *heads])
    table = collection.figures
    names = [name for _kind, name in {**_DIMENSIONS, **_ATTRIBUTES}.values() if name != "entry"]
    columns = [table.column(name) for name in names]
    own = len(_DIMENSIONS) - 1  # without the number of the entry
    times, values = map(_time, table.column("period"), table.column("interval")), table.column("value")
    entries: Counter[tuple[object, ...]] = Counter()
    for time, value, *cells in zip(times, values, *columns, strict=True):
        key = (*cells[:own], time)
        entries[key] += 1
        line = [*cells[:own], entries[key], time, "NaN" if value is None else value, *cells[own:]]
        writer.writerow(
            ["dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I", *("" if each is None else each for each in line)]
        )
    return file.getvalue().encode()


def _time(period: str, interval: str) -> str:
    """A period as SDMX writes it: 2023-Q3, and for days in between the first of them and how many there are."""
    if "/" not in period:
        return period.replace("Q", "-Q")
    first, last = map(date.fromisoformat, interval.split("/"))
    return f"{first}/P{(last - first).days + 1}D"


def sdmx_structure(
    collection: Collection, observations: Observations, statuses: dict[str, Term], prepared: str
) -> bytes:
    """The data structure definition with its dataflow, concepts and code lists.

    Parameters
    ----------
    statuses
        What the codes of the column status mean.
    prepared
        The day that it says it was prepared on.
    """
    lists = {
        "CL_SPAN": observations.vocabularies["span"].values(),
        "CL_AREA": [observations.region(code) for code in sorted(set(collection.figures.column("region")))],
        "CL_INDICATOR": [observations.indicator(code) for code in sorted(set(collection.figures.column("indicator")))],
        "CL_UNIT": observations.vocabularies["unit"].values(),
        "CL_STATUS": statuses.values(),
        "CL_SOURCE": [
            Term(source.code, f"{source.publisher_en}: {source.title_en}", f"{source.publisher_zh}：{source.title_zh}")
            for source in map(observations.source, sorted(collection.sources.column("source")))
        ],
    }
    parts = [
        *_header(prepared),
        "<mes:Structures><str:Codelists>",
        *(line for name, terms in lists.items() for line in _code_list(name, terms)),
        "</str:Codelists>",
        *_concepts(collection.about["title"]),
        *_flow(collection.about["title"]),
        *_definition(collection.about["title"]),
        "</mes:Structures></mes:Structure>",
    ]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(parts) + "\n").encode()


def _header(prepared: str) -> Iterator[str]:
    names = {"mes": "message", "str": "structure", "com": "common"}
    spaces = " ".join(f'xmlns:{short}="{_NAMESPACES}/{name}"' for short, name in names.items())
    yield f"<mes:Structure {spaces}>"
    yield f"<mes:Header><mes:ID>{AGENCY}</mes:ID><mes:Test>false</mes:Test>"
    yield f'<mes:Prepared>{prepared}T00:00:00Z</mes:Prepared><mes:Sender id="{AGENCY}"/></mes:Header>'


def _kept(what: str, identifier: str, names: dict[str, str]) -> str:
    """The start of something that an agency keeps, with its name."""
    return f'<str:{what} id="{identifier}" agencyID="{AGENCY}" version="{VERSION}">{_names(names)}'


def _names(names: dict[str, str]) -> str:
    return "".join(f'<com:Name xml:lang="{language}">{escape(name)}</com:Name>' for language, name in names.items())


def _code_list(name: str, terms: Iterable[Term]) -> Iterator[str]:
    yield _kept("Codelist", name, {"en": name})
    for term in terms:
        yield f"<str:Code id={quoteattr(term.code)}>{_names({'en': term.name_en, 'zh': term.name_zh})}</str:Code>"
    yield "</str:Codelist>"


def _concepts(title: str) -> Iterator[str]:
    yield "<str:ConceptSchemes>" + _kept("ConceptScheme", _CONCEPTS, {"en": title})
    described = {column.name: column for name in ("figures", "sdmx") for column in COLUMNS[name]}
    for name, (_kind, column) in {**_DIMENSIONS, **_ATTRIBUTES, **_OTHERS}.items():
        words = described[column]
        yield f'<str:Concept id="{name}">{_names({"en": words.description, "zh": words.description_zh})}</str:Concept>'
    yield "</str:ConceptScheme></str:ConceptSchemes>"


def _flow(title: str) -> Iterator[str]:
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})"
    yield "<str:Dataflows>" + _kept("Dataflow", FLOW, {"en": title})
    yield f"<str:Structure>{urn}</str:Structure></str:Dataflow></str:Dataflows>"


def _definition(title: str) -> Iterator[str]:
    yield "<str:DataStructures>" + _kept("DataStructure", STRUCTURE, {"en": title})
    yield '<str:DataStructureComponents><str:DimensionList id="DimensionDescriptor">'
    for place, (name, (kind, _column)) in enumerate(_DIMENSIONS.items(), start=1):
        yield f'<str:Dimension id="{name}" position="{place}">{_component(name, kind)}</str:Dimension>'
    time = _component(_TIME, _OTHERS[_TIME][0])
    yield f'<str:TimeDimension id="{_TIME}">{time}</str:TimeDimension></str:DimensionList>'
    yield '<str:AttributeList id="AttributeDescriptor">'
    for name, (kind, _column) in _ATTRIBUTES.items():
        about = "<str:AttributeRelationship><str:Observation/></str:AttributeRelationship>"
        yield f'<str:Attribute id="{name}" usage="optional">{_component(name, kind)}{about}</str:Attribute>'
    yield '</str:AttributeList><str:MeasureList id="MeasureDescriptor">'
    yield f'<str:Measure id="{_MEASURE}" usage="optional">{_component(_MEASURE, _OTHERS[_MEASURE][0])}</str:Measure>'
    yield "</str:MeasureList></str:DataStructureComponents></str:DataStructure></str:DataStructures>"


def _component(name: str, kind: str) -> str:
    """The concept of a dimension, attribute or measure, and the code list or kind of text that it is written in."""
    scheme = f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={AGENCY}:{_CONCEPTS}({VERSION}).{name}"
    codes = f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={AGENCY}:{kind}({VERSION})"
    shape = f"<str:Enumeration>{codes}</str:Enumeration>"
    if not kind.startswith("CL_"):
        shape = f'<str:TextFormat textType="{kind}"/>'
    return (
        f"<str:ConceptIdentity>{scheme}</str:ConceptIdentity><str:LocalRepresentation>{shape}</str:LocalRepresentation>"
    )
