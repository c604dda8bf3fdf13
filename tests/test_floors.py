"""The house: a module imports only from its own floor or those below."""

import ast

import pytest
from conftest import PROJECT

FLOORS = {
    1: "messages language rounding windows datapackage figures observations series ledger relations declarations "
    "marks paths numerals region_names",
    2: "growth comparison claims scope outcomes audit_figures audit_series audit counties promotion "
    "business_climate texts gates trend forecast convergence association outlook peers investment",
    3: "resolution parameters chart charts tables sentences claim_sentences wording amounts audit_sentences league "
    "county_charts pipeline pipeline_charts climate verdicts outlook_sentences outlook_tables outlook_charts standing "
    "standing_charts standing_tables investing filters table growth_tables key_figures sheets "
    "series_charts views view_sentences choices copies explorer explorer_fields",
    4: "reporting keeping",
}
FLOOR = {name: floor for floor, names in FLOORS.items() for name in names.split()}
SOURCES = sorted((PROJECT / "src/helpers").glob("*.py"))


def test_every_module_has_a_floor():
    assert set(FLOOR) == {path.stem for path in SOURCES if path.stem != "__init__"} | {"reporting", "keeping"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_arrows_go_down(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers"):
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            assert all(FLOOR[name] <= FLOOR[path.stem] for name in names), (path.stem, names)


def test_the_design_page_lists_every_module():
    text = (PROJECT / "docs/design.md").read_text(encoding="utf-8")
    for name in FLOOR:
        assert name in text, name
