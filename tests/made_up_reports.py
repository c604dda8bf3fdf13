"""Reports made up for tests of the pages that list them: a page and a record each, without a run."""

from pathlib import Path
from typing import Any

from zhaotong.reports.policy import STYLE, policy
from zhaotong.reports.record import record_text

CHART = """<figure class="chart"><p class="chart-title" data-note="3">Ahead of <a class="mark" href="#r1">Yunnan</a></p>
<p class="chart-measure">Growth, %</p>
<svg class="plot wide" viewBox="0 0 640 300" role="img" aria-label="Two lines"><path d="M0 0L9 9"></path></svg>
<svg class="plot narrow" viewBox="0 0 340 260" role="img" aria-label="Two lines"><g stroke="var(--rule)">
<path d="M 0 250 L 340 250" fill="none"></path></g>
<g class="lines"><path d="M 10.2 20.6 L 40 60.4" fill="none" stroke="var(--c-prefecture)" stroke-width="1.5"></path></g>
<path d="M 50 60.4 L 90 33 L 90 250 L 50 250 Z" fill="var(--c-province)"></path>
<defs><path id="m1" d="M 0 3 C 1 3 2 2 3 0 Z"></path></defs>
<use href="#m1" x="90.4" y="33" fill="var(--c-province)"></use>
<text x="30" y="250" textLength="30">2004</text></svg></figure>"""


def record(notebook: str, language: str, region: str, **changes: Any) -> dict[str, Any]:
    """The record of a report on a region, of what a list of reports asks for."""
    result = {"region": region, "region_name": region, "window": "1994–2025", "finding": "It grew."}
    return {
        "notebook": notebook,
        "folder": "",
        "heading": f"How is {region} doing?",
        "set": [],
        "newest": "2025",
        "command": f"zhaotong report {notebook} -p region {region}",
        "language": language,
        "given": {"region": region, "language": language},
        "parameters": {"region": region, "language": language},
        "form": {},
        "files": {},
        "seconds": 1.0,
        "result": result | {"vintage": "2026-05", "asked": [], "why": []} | changes.pop("result", {}),
        "made": "2026-11-29T12:36:03+00:00",
        "picture": None,
        "figures": [["530600", "gdp"]],
        "shown": [{"kind": "key figures", "data": [["Zhaotong, 2025", {"text": "4.6%", "value": 4.6}]]}],
        "digests": {},
        **changes,
    }


def put(folder: Path, slug: str, report: dict[str, Any], body: str = CHART) -> Path:
    """A page with its record and its workbook in a folder of reports."""
    page = folder / report["notebook"] / f"{slug}.{report['language']}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta content="{policy(STYLE)}" http-equiv="Content-Security-Policy"/>'
        f"<title>{slug}</title>\n<style>{STYLE}</style></head>\n<body><header><p>{slug}</p></header>"
        f'<main id="main">{body}<p id="r1">4.6</p></main></body></html>',
        encoding="utf-8",
    )
    page.with_suffix(".json").write_text(record_text(report), encoding="utf-8")
    page.with_suffix(".xlsx").write_bytes(b"a workbook")
    return page
