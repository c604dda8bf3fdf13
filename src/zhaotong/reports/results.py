"""What the cells of an executed notebook said besides what they show: for its record, and its results in cells."""

from collections.abc import Iterator
from typing import Annotated, Any

import nbformat
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator

from helpers.show.cells import RESOURCE_TYPE, Cell
from helpers.show.wording import RESULT_TYPE

_Cell = Annotated[Cell, BeforeValidator(lambda content: {"text": content} if isinstance(content, str) else content)]


class Column(BaseModel):
    """A column of cells."""

    name: str


class Columns(BaseModel):
    """The columns of cells, in their order."""

    fields: list[Column] = Field(min_length=1)


class Result(BaseModel):
    """A finding, key figures or a table in cells, as `helpers.show.cells.resource` describes them."""

    kind: str
    title: str
    label: str = ""
    columns: Columns = Field(alias="schema")
    data: list[list[_Cell]]

    @field_validator("data")
    @classmethod
    def _check_lines(cls, data: list[list[Cell]], values: ValidationInfo) -> list[list[Cell]]:
        columns = values.data.get("columns")
        if columns and {len(line) for line in data} - {len(columns.fields)}:
            raise ValueError("a line has not as many cells as there are columns")
        return data

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns.fields]


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


def _said(node: nbformat.NotebookNode, kind: str) -> Iterator[dict[str, Any]]:
    for cell in node.cells:
        for output in cell.get("outputs", []):
            if kind in output.get("data", {}):
                yield output["data"][kind]
