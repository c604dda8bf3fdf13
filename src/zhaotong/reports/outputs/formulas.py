"""Formulas without a script: LaTeX as MathML, which browsers draw themselves; and Markdown with them."""

import re
from typing import Any

from latex2mathml.converter import convert
from markupsafe import Markup, escape
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

_DELIMITED = re.compile(r"\\\[|\\\]|\\\(|\\\)|^\$\$?|\$\$?$")


def formula(latex: str, block: bool = False) -> Markup:
    """A formula as MathML; as the text that it is where it cannot be read."""
    source = latex.strip()
    try:
        return Markup(convert(source, display="block" if block else "inline"))
    except Exception:  # the library raises whatever the odd formula makes it raise
        return Markup('<code class="formula">{}</code>').format(source)


def latex_output(latex: str) -> Markup:
    """What a cell shows as LaTeX: a formula or, where there is more around it, text with formulas."""
    source = latex.strip()
    bare = _DELIMITED.sub("", source).strip()
    if "$" not in bare and not re.search(r"\\begin\{(tabular|table|center|document)", bare):
        block = source.startswith(("$$", "\\[", "\\begin"))
        return Markup("<p>{}</p>").format(formula(bare, block or "$" not in source))
    if "\\begin{" in bare:  # a table, say: shown as it is written
        return Markup('<pre tabindex="0">{}</pre>').format(source)
    parts = re.split(r"\$\$?", source)
    said = (formula(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return Markup("<p>{}</p>").format(Markup("").join(said))


class _Renderer(IPythonRenderer):
    """nbconvert's, with formulas as MathML, and without what a script would draw."""

    def block_math(self, body: str) -> str:
        return formula(body, block=True)

    def inline_math(self, body: str) -> str:
        return formula(body)

    def latex_environment(self, name: str, body: str) -> str:
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def block_mermaidjs(self, code: str) -> str:
        return self.block_code(code)  # it would be drawn by a script


def markdown(source: str, attachments: dict[str, Any] | None = None) -> str:
    """Markdown as HTML, yet to be made harmless.

    Parameters
    ----------
    attachments
        Pictures that the cell itself holds.
    """
    renderer = _Renderer(escape=False, exclude_anchor_links=True, attachments=attachments or {})
    try:
        return MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # a picture that the cell does not hold: it is named instead
        return markdown(re.sub(r"!\[([^\]]*)\]\(attachment:([^)]*)\)", r"*\1 (\2)*", source))
