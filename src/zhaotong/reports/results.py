"""What the cells of an executed notebook said besides what they show: for its record, and its results in cells."""

import json
from collections.abc import Iterator
from typing import Any

import nbformat
from pydantic import BaseModel, Field, model_validator

from helpers.show.resources import RESOURCE_TYPE, read_data
from helpers.show.sealing import FORECAST_TYPE
from helpers.show.wording import RESULT_TYPE
from helpers.text.cells import Cell


class Result(BaseModel):
    """A finding, key figures or a table in cells, read from what `helpers.show.resources.resource` wrote.

    Attributes
    ----------
    chart
        The title of the chart that draws a table's numbers; empty where none does.
    """

    kind: str
    title: str
    label: str = ""
    chart: str = ""
    header: list[str] = Field(min_length=1)
    data: list[list[Cell]]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, said: Any) -> Any:
        try:
            columns = said["schema"]["fields"]
            return {**said, "header": [column["name"] for column in columns], "data": read_data(said["data"], columns)}
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"it is no data resource: {type(error).__name__} {error}") from None


def facts(node: nbformat.NotebookNode) -> dict[str, Any]:
    """What the cells said for the record, put together."""
    found: dict[str, Any] = {}
    for said in _said(node, RESULT_TYPE):
        found |= said
    return found


def resources(node: nbformat.NotebookNode) -> list[dict[str, Any]]:
    """The results in cells, in their order; those that other software put beside its outputs are passed."""
    found = [each for said in _said(node, RESOURCE_TYPE) for each in said.get("resources", [said])]
    return [dict(each) for each in found if "kind" in each]


def forecasts(node: nbformat.NotebookNode) -> list[dict[str, Any]]:
    """The forecasts that the cells published, in their order."""
    return [json.loads(json.dumps(said)) for said in _said(node, FORECAST_TYPE)]


def _said(node: nbformat.NotebookNode, kind: str) -> Iterator[dict[str, Any]]:
    for cell in node.cells:
        for output in cell.get("outputs", []):
            if kind in output.get("data", {}):
                yield output["data"][kind]
