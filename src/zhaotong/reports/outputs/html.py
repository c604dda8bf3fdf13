"""HTML of any library, without what a page must not hold: scripts, and what is loaded from elsewhere."""

import base64
import mimetypes
import re
from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nh3
import tinycss2
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from helpers.text.citations import say
from helpers.text.language import _, listed

_TAGS = nh3.ALLOWED_TAGS | {"fieldset", "input", "label", "legend", "meter", "progress", "section", "main", "tfoot"}
_MATHML = {
    *("math", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "ms", "mspace", "msqrt"),
    *("mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover"),
}
_EVERYWHERE = {"class", "dir", "hidden", "id", "lang", "role", "style", "tabindex", "title"}
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": _EVERYWHERE,
    "a": {"href", "hreflang", "rel", "download"},
    "input": {"type", "name", "checked", "value", "disabled"},
    "label": {"for"},
    "details": {"open"},
    "math": {"display", "xmlns"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace"},
    "mspace": {"width"},
    "mtable": {"columnalign"},
    "meter": {"value", "min", "max"},
    "progress": {"value", "max"},
    "td": {*nh3.ALLOWED_ATTRIBUTES["td"], "scope"},
}
# What is taken out without a word: it changes how a part looks or is found, not what it says or does.
_SILENT_TAGS = {"style", "html", "head", "body", "title", "font", "noscript", "meta", "button", "template"}
_LOADING = {"src", "srcset", "poster", "background", "data", "action", "formaction", "xlink:href"}
_QUOTE = re.compile("&#(?:39|x27);")
_URL = re.compile(r"url\s*\(|image-set|@import|expression\s*\(", re.IGNORECASE)


class Styles:
    """The styles that parts of a page bring along, as rules of the page itself: no other style is allowed there."""

    def __init__(self) -> None:
        self.rules: dict[str, str] = {}

    @property
    def text(self) -> str:
        """All rules, one a line."""
        return "".join(f"{rule}\n" for rule in self.rules)

    def move(self, soup: BeautifulSoup | Tag) -> None:
        """Put a class in the place of each style attribute."""
        for element in soup.find_all(style=True):
            declarations = _harmless(tinycss2.parse_blocks_contents(str(element.attrs.pop("style"))))
            if declarations:
                classes = [str(each) for each in element.get_attribute_list("class") if each]
                element["class"] = " ".join([*classes, self._named(declarations)])

    def _named(self, declarations: str) -> str:
        name = f"s{sha256(declarations.encode()).hexdigest()[:8]}"
        self.rules[f".{name} {{ {declarations} }}"] = name
        return name

    def add(self, style: str, place: str) -> None:
        """The rules of a style sheet, for the inside of the element with this id alone."""
        for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                declarations = _harmless(tinycss2.parse_blocks_contents(rule.content))
                selector = tinycss2.serialize(rule.prelude).strip()
                if declarations and "<" not in selector:
                    self.rules[f"#{place} {{ {selector} {{ {declarations} }} }}"] = place


def _harmless(nodes: Iterable[tinycss2.ast.Node]) -> str:
    """The declarations that load nothing and stay in their place."""
    kept = []
    for node in nodes:
        if node.type == "declaration" and node.lower_name not in ("position", "behavior", "-moz-binding"):
            value = tinycss2.serialize(node.value).strip()
            if not _URL.search(value) and not set(value) & set("<\\"):
                kept.append(f"{node.lower_name}: {value}")
    return "; ".join(kept)


def harmless(html: str, styles: Styles, place: str, folder: Path | None = None) -> tuple[str, list[str]]:
    """A piece of HTML without what would run or load something, and what was taken out, in words.

    Pictures drawn in SVG become images, in which nothing runs; styles become rules of the page.

    Parameters
    ----------
    place
        The id of the element that it will stand in.
    folder
        Where pictures lie that it names; these become part of it.
    """
    cleaned = nh3.clean(
        _drawings_as_images(html) if "<svg" in html else html,
        tags=_TAGS | _MATHML,
        clean_content_tags={"script", "style", "template", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_kept, folder),
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
    if cleaned == _QUOTE.sub("'", html) and " style=" not in cleaned:
        return cleaned, []  # as all that is ours
    before = _Census.of(html, folder)
    for style in before.styles:
        styles.add(style, place)
    if " style=" in cleaned or "<img" in cleaned:
        soup = BeautifulSoup(cleaned, "html.parser")
        styles.move(soup)
        for image in soup.find_all("img", src=False):
            image.decompose()  # it was from elsewhere
        cleaned = str(soup)
    return cleaned, before.dangers()


def _kept(folder: Path | None, tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None for an address that would be loaded, or run when it is followed."""
    if name == "src" and not value.startswith("data:image/"):
        return _picture_beside(value, folder)
    if name == "href" and value.startswith("data:") and tag != "a":
        return None
    return value


def _picture_beside(name: str, folder: Path | None) -> str | None:
    """A picture in the folder of a notebook, as an address that holds it; None where there is none of this name."""
    kind = mimetypes.guess_type(name)[0] or ""
    if folder is None or not kind.startswith("image/") or urlsplit(name).scheme:
        return None
    path = (folder / unquote(name)).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _drawings_as_images(html: str) -> str:
    """HTML with each drawing in SVG as an image."""
    soup = BeautifulSoup(html, "html.parser")
    for drawing in soup.find_all("svg"):
        if drawing.find_parent("svg") is None:
            drawing.replace_with(BeautifulSoup(svg_image(str(drawing)), "html.parser"))
    return str(soup)


def svg_image(svg: str, alt: str = "") -> Markup:
    """A drawing in SVG as an image: a browser runs and loads nothing of what it holds."""
    if not re.search(r"<svg[^>]*\sxmlns=", svg):
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    soup = BeautifulSoup(svg, "html.parser")
    named = soup.find("desc") or soup.find("title")
    words = alt or (named.get_text(" ", strip=True) if named else "") or _("Drawing")
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}">').format(
        base64.b64encode(svg.encode()).decode(), words
    )


class _Census(HTMLParser):
    """What a piece of HTML holds that would run or load something."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder
        self.tags: set[str] = set()
        self.handlers = self.loads = False
        self.styles: list[str] = []
        self._in_style = False

    @classmethod
    def of(cls, html: str, folder: Path | None) -> "_Census":
        census = cls(folder)
        census.feed(html)
        census.close()
        return census

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_style = tag == "style"
        if self._in_style:
            self.styles.append("")
        self.loads |= tag == "meta" and any(name == "http-equiv" for name, _value in attrs)
        for name, value in attrs:
            address = (value or "").strip()
            self.handlers |= name.startswith("on") or address.lower().startswith("javascript:")
            if name in _LOADING and address and not address.startswith(("data:image/", "#")):
                self.loads |= _picture_beside(address, self._folder) is None
            self.loads |= name == "style" and bool(_URL.search(address))

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in_style &= tag != "style"

    def dangers(self) -> list[str]:
        """What is taken out of it, in words."""
        known = _TAGS | _MATHML | _SILENT_TAGS | {"svg", "script"}
        inside_svg = {"svg"} & self.tags
        others = sorted(tag for tag in self.tags - known if re.fullmatch("[a-z0-9-]+", tag)) if not inside_svg else []
        return [
            *([_("a script")] if "script" in self.tags or self.handlers else []),
            *([_("something that would be loaded from elsewhere")] if self.loads or self._imports() else []),
            *(f"<{tag}>" for tag in others),
        ]

    def _imports(self) -> bool:
        return "link" in self.tags or any(_URL.search(style) for style in self.styles)


def taken_out(dangers: list[str]) -> Markup:
    """The line that says what was taken out; empty where nothing was."""
    if not dangers:
        return Markup("")
    sentence = say(_("Taken out here: %(what)s. A page runs and loads nothing."), what=listed(dangers))
    return Markup('<p class="note">{}</p>').format(sentence)
