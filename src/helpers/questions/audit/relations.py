"""The checkable statements among the figures, as data/relations.yml states them; `audit` evaluates them."""

from collections.abc import Collection
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from helpers.figures.observations import Observations
from helpers.figures.package import DataError, unreadable
from helpers.figures.regions import Region
from helpers.text.language import _, language_in_use
from helpers.text.messages import did_you_mean, shortened

_FILE = "relations.yml"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value the text it is; in C where that is there
# What each kind of relation joins: the names of its figures.
KINDS: dict[str, set[str]] = {
    "sum": {"total", "parts"},
    "part": {"parts", "whole"},
    "at_most": {"smaller", "larger"},
    "difference": {"own", "benchmark", "gap"},
    "rate": {"total", "rate"},
    "whole_share": {"share", "whole"},
    "named": {"stated", "members"},
    "agreement": {"stated", "other"},
    "rank": {"stated", "own"},
    "each_at_least": {"count", "value", "threshold"},
    "rest_below": {"count", "value", "whole_count", "whole_value", "threshold"},
    "once": {"figure"},
    "ratio": {"numerator", "denominator"},
    "concentration": {"part", "whole", "part_count", "whole_count"},
    "growth": {"earlier", "later"},
    "change": {"before", "after"},
    "sum_by_period": {"total", "parts"},
    "shares_by_period": {"parts"},
    "regions_by_period": {"total", "parts"},
    "growth_by_period": {"level", "growth"},
    "deflator_by_period": {"level", "growth"},
}
DERIVING = ("ratio", "concentration", "growth", "change")  # nothing is claimed: the number is derived
BY_PERIOD = tuple(kind for kind in KINDS if kind.endswith("_by_period"))  # the statistics held against themselves
CHILDREN = "children"  # the regions that a region contains, as members of a list


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """One text in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        return getattr(self, language_in_use())


class Reference(_Strict):
    """A figure, named by as much as leaves one of it; with region and source of its relation unless it says so."""

    indicator: str
    region: str | None = None
    period: str | None = None
    span: str | None = None
    source: str | None = None


class Unpublished(_Strict):
    """A figure that the check would take and that is not published, in words."""

    unpublished: Words


def _operand(value: Any) -> Any:
    return {"indicator": value} if isinstance(value, str) and value != CHILDREN else value


Operand = Annotated[Reference | Unpublished, BeforeValidator(_operand)]


class Relation(_Strict):
    """One checkable statement.

    Attributes
    ----------
    relation
        Its name.
    kind
        What is checked, one of KINDS.
    figures
        What it joins, by role.
    statement
        The claim, in words.
    note
        What stays open, or what a check would take.
    region
        The region it is about, and that of its figures unless they say otherwise.
    source
        The source of its figures unless they say otherwise.
    must
        Whether the data are damaged where its figures do not agree.
    open
        Whether no source states it, so that a bound kept proves nothing, and one broken is a matter of scope.
    finding
        Where it does not hold: what a reader is told in the middle of a sentence, with the figures by their roles.
    per
        The unit of time of a rate.
    lowest_first
        Whether the first rank has the lowest value.
    """

    relation: str
    topic: str
    kind: str
    figures: dict[str, Operand | list[Operand] | Literal["children"]]
    statement: Words
    note: Words | None = None
    finding: Words | None = None
    region: str
    source: str | None = None
    must: bool = False
    open: bool = False
    per: str = "day"
    lowest_first: bool = False

    @property
    def claimed(self) -> bool:
        """Whether a source states it: a total, an average, a gap, a rank or a share that it prints."""
        return not self.open and self.kind not in (*DERIVING, *BY_PERIOD)


class RelationSet(_Strict):
    """All relations, and what their topics are called."""

    topics: dict[str, Words]
    relations: tuple[Relation, ...]


def load_relations(observations: Observations) -> RelationSet:
    """The relations in the data folder of these observations, one for each region that they are stated for.

    Raises
    ------
    DataError
        With one line a fault, naming relation, field, value and what is allowed.
    """
    path = observations.folder / _FILE
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        placeless = [
            _named(entry["relation"]) for entry in content["relations"] if not {"region", "within"} & set(entry)
        ]
        if placeless:
            message = _("%(where)s: no region; say which it is about, or within which")
            raise DataError([message % {"where": where} for where in placeless])
        stated = [each for entry in content["relations"] for each in _for_each_region(entry, observations)]
        loaded = RelationSet.model_validate({"topics": content["topics"], "relations": stated})
    except FileNotFoundError:
        raise DataError([_("there is no %(file)s in %(folder)s") % {"file": _FILE, "folder": path.parent}]) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError([unreadable(_FILE, "YAML", " ".join(str(error).split()))]) from None
    except (KeyError, TypeError, AttributeError):
        message = _("data/%(file)s must hold topics and relations, each relation a mapping")
        raise DataError([message % {"file": _FILE}]) from None
    except ValidationError as error:
        raise DataError([_sentence(fault) for fault in error.errors()]) from None
    if faults := [fault for relation in loaded.relations for fault in _faults(relation, loaded, observations)]:
        raise DataError(faults)
    return loaded


def _for_each_region(entry: dict, observations: Observations) -> list[dict]:
    """A relation stated for several regions, or for those within one, once for each."""
    entry = dict(entry)
    parent, regions = entry.pop("within", None), entry.get("region")
    if parent is not None:
        regions = [region.code for region in observations.regions_within(parent)]
    if not isinstance(regions, list):
        return [entry]
    return [entry | {"relation": f"{entry['relation']}-{region}", "region": region} for region in regions]


def _named(relation: str) -> str:
    return _('data/%(file)s, relation "%(relation)s"') % {"file": _FILE, "relation": shortened(relation)}


def _sentence(fault: ErrorDetails) -> str:
    where = ".".join(str(part) for part in fault["loc"] if part not in ("Reference", "Unpublished"))
    words = {"file": _FILE, "where": where, "error": fault["msg"], "value": shortened(fault["input"])}
    return _('data/%(file)s, %(where)s: %(error)s: "%(value)s"') % words


def _faults(relation: Relation, loaded: RelationSet, observations: Observations) -> list[str]:
    where = _named(relation.relation)
    words: dict[str, Collection[str]] = {"topic": loaded.topics, "kind": KINDS, "per": ("day", "month")}
    faults = [
        _unknown(where, field, value, known)
        for field, known in words.items()
        if (value := getattr(relation, field)) not in known
    ]
    if sum(each.relation == relation.relation for each in loaded.relations) > 1:
        faults.append(_("%(where)s stands twice") % {"where": where})
    if relation.kind in KINDS and set(relation.figures) != KINDS[relation.kind]:
        wanted, joined = (_(", ").join(sorted(roles)) for roles in (KINDS[relation.kind], relation.figures))
        message = _('%(where)s: kind "%(kind)s" joins %(wanted)s, not %(joined)s')
        faults.append(message % {"where": where, "kind": relation.kind, "wanted": wanted, "joined": joined})
    tables = {"indicator": observations.indicators, "region": observations.regions, "source": observations.sources}
    return faults + [
        _unknown(where, field, value, table.index)
        for owner in [relation, *references(relation)]
        for field, table in tables.items()
        if (value := getattr(owner, field, None)) is not None and value not in table.index
    ]


def _unknown(where: str, field: str, value: str, known: Collection[str]) -> str:
    words = {"where": where, "field": field, "value": shortened(value), "hint": did_you_mean(value, known)}
    return _('%(where)s: unknown %(field)s "%(value)s"%(hint)s') % words


def operands(relation: Relation) -> list[Reference | Unpublished]:
    """Everything that a relation joins, in order."""
    groups = [group if isinstance(group, list) else [group] for group in relation.figures.values()]
    return [each for group in groups for each in group if not isinstance(each, str)]


def references(relation: Relation) -> list[Reference]:
    """The figures that a relation names."""
    return [each for each in operands(relation) if isinstance(each, Reference)]


def relations_about(
    relations: RelationSet, observations: Observations, region: str, topic: str = "all", source: str = "all"
) -> RelationSet:
    """The relations that join a figure of a region, of one topic and naming one source; none is no error.

    A relation of another region joins one where it names it, as a benchmark, or where it sums up the parts of a whole.
    """
    place = observations.region(region)
    chosen = tuple(
        relation
        for relation in relations.relations
        if _joins(relation, place)
        if topic in ("all", relation.topic)
        if source in ("all", relation.source, *(each.source for each in references(relation)))
    )
    return RelationSet(topics=relations.topics, relations=chosen)


def _joins(relation: Relation, place: Region) -> bool:
    """Whether a figure of a place is one of those that a relation joins."""
    named = {relation.region, *(each.region for each in references(relation))}
    whole = place.parent.code if place.parent else ""
    return place.code in named or (relation.kind == "regions_by_period" and relation.region == whole)
