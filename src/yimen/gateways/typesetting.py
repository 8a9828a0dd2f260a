"""Papers as PDF/A-2b: facts go in as data, bytes come out, the same for the same input."""

import json
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from yimen.gateways.paper_facts import check_facts
from yimen.gateways.qr import qr_drawing
from yimen.gateways.sheet_facts import SCALED_SHEETS, check_sheet, printable_facts

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "typst"
_BEIJING = timezone(timedelta(hours=8))

# The faces of GB/T 9704 are not free; a site that owns them drops them into its font folder.
_WANTED_FACES: Mapping[str, tuple[str, ...]] = {
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"),
    "sans": ("SimHei", "黑体"),
    # The plaque's face by the scheme's task 3.
    "plaque": ("FZSongHei-B07S", "FZSongHei-B07", "方正宋黑简体", "方正宋黑_GBK"),
}
_SERIF = "Noto Serif SC"
_SANS = "Noto Sans SC"


_ENOUGH_UNPRINTABLE = 10
_SHEET_SCALES = (
    "1.15",
    "1",
    "0.88",
    "0.76",
)  # below that the small print would be hard to read: rather a second page
COMMON_MARKS = frozenset(
    "\n\u3000\u00b7\u00d7\u00b0\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u3008\u3009\u300a\u300b\u300c\u300d"
    "\u3010\u3011\u3014\u3015\uff01\uff08\uff09\uff0c\uff0d\uff0e\uff0f\uff1a\uff1b\uff1f\u33a1\u2103\u2460\u2461\u2462"
)
_MORE_THAN_ONE_PAGE = "more than one page"  # as parts.typ says it
_ANY_TIME = datetime(2020, 1, 1, tzinfo=_BEIJING)


class TypesettingFailed(RuntimeError):
    """The typesetter complained: a sign that no font has, or a fault in a template."""


class _MoreThanOnePage(TypesettingFailed):
    """A trial did not fit on one page; it ended before anything was drawn."""


class Typesetter(Protocol):
    """Sets one kind of paper from its frozen facts."""

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """The unsigned PDF; IncompleteFacts names what is missing; `at` is the time written into it."""
        ...

    def typeset_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A sheet that nobody signs, such as what people take along; refused as in `typeset`."""
        ...

    def draw_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """The first page of a sheet as SVG at true size; refused as in `typeset`."""
        ...

    def unprintable(self, text: str) -> str:
        """The signs of `text` that no font here can show, each once; refuse them where text is entered."""
        ...


class TypstTypesetter:
    """Typst with the fonts of the wheel and, first in line, those of an optional site folder."""

    def __init__(self, site_fonts: Path | None = None) -> None:
        self._site_fonts = site_fonts
        self._lock = threading.Lock()
        self._compiler: typst.Compiler | None = None
        self._faces: dict[str, object] = {}

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """Compile the template of that kind; any warning fails, since it would be a paper set wrongly.

        In 三号; in 四号 when that alone brings the whole paper onto one page.
        """
        checked = check_facts(kind, facts)
        checked["stamped_at"] = _in_words(at)
        checked["signer_name"] = checked["signer_name"] or checked["organ_name"]
        inputs = {
            "facts": json.dumps(checked, ensure_ascii=False),
            "qr": qr_drawing(str(checked["verify_url"])),
        }
        template = (TEMPLATES / f"{kind}.typ").read_bytes()
        for density in ({}, {"dense": "1"}):
            with suppress(_MoreThanOnePage):
                return self._compile(template, inputs | density | {"trial": "1"}, at)
        return self._compile(template, inputs, at)

    def typeset_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """Compile the template of that sheet, where it may be smaller in the largest type of one page.

        A sign that no font has stands as 〓.
        """
        checked = printable_facts(check_sheet(kind, facts), self.unprintable)
        inputs = {
            "facts": json.dumps(checked, ensure_ascii=False),
            "qr": qr_drawing(str(checked["url"])) if "url" in checked else "",
        }
        template = (TEMPLATES / f"{kind}.typ").read_bytes()
        pdf = b""
        for scale in _SHEET_SCALES if kind in SCALED_SHEETS else ("1",):
            pdf = self._compile(template, inputs | {"scale": scale}, at)
            if count_pages(pdf) == 1:
                return pdf
        return pdf

    def draw_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """Compile the template to SVG: its signs are outlines, so that no maker needs a font."""
        checked = printable_facts(check_sheet(kind, facts), self.unprintable)
        inputs = {"facts": json.dumps(checked, ensure_ascii=False), "qr": "", "scale": "1"}
        template = (TEMPLATES / f"{kind}.typ").read_bytes()
        return self._compile(template, inputs, at, as_drawing=True)

    def unprintable(self, text: str) -> str:
        """Ask the typesetter itself, halving until the guilty signs stand alone; it stops at ten."""
        suspects = "".join(sorted({sign for sign in text if not _is_surely_there(sign)}))
        found: list[str] = []
        waiting = [suspects] if suspects else []
        while waiting and len(found) < _ENOUGH_UNPRINTABLE:
            part = waiting.pop()
            if self._can_show(part):
                continue
            if len(part) == 1:
                found.append(part)
            else:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
        return "".join(found)

    def _can_show(self, signs: str) -> bool:
        source = b"#set text(font: json(bytes(sys.inputs.fonts)).body)\n#json(bytes(sys.inputs.signs))"
        try:
            self._compile(source, {"signs": json.dumps(signs)}, _ANY_TIME)
        except TypesettingFailed:
            return False
        return True

    def _compile(
        self, source: bytes, inputs: dict[str, str], at: datetime, *, as_drawing: bool = False
    ) -> bytes:
        import typst

        with self._lock:
            compiler = self._ready()
            try:
                pdf, warnings = compiler.compile_with_warnings(
                    source,
                    format="svg" if as_drawing else "pdf",
                    sys_inputs=inputs | {"fonts": json.dumps(self._faces)},
                    pdf_standards="a-2b",
                    timestamp=at.astimezone(_BEIJING).replace(microsecond=0),  # typst refuses fractions
                )
            except typst.TypstError as problem:
                if _MORE_THAN_ONE_PAGE in problem.message:
                    raise _MoreThanOnePage from None
                raise TypesettingFailed(f"{problem.message} {problem.diagnostic}") from None
        if warnings:
            raise TypesettingFailed("; ".join(str(warning) for warning in warnings))
        if as_drawing and isinstance(pdf, list):
            pdf = pdf[0]  # what the maker is told stands on the other pages
        if not isinstance(pdf, bytes):
            raise TypesettingFailed("no single file came out")
        return pdf

    def _ready(self) -> "typst.Compiler":
        if self._compiler is None:
            import pylopdf_fonts_zh_cn
            import typst

            folders = [pylopdf_fonts_zh_cn.serif_path().parent]
            if self._site_fonts is not None and self._site_fonts.is_dir():
                folders.insert(0, self._site_fonts)
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
            self._faces = _choose_faces(set(fonts.families()))
            self._compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
        return self._compiler


_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


def count_pages(pdf: bytes) -> int:
    """How many pages a file of this typesetter has: it writes the tree of pages in the open."""
    found = _PAGES.search(pdf)
    if found is None:
        raise TypesettingFailed("the typesetter's file has no tree of pages in the open")
    return int(found[1])


def _is_surely_there(sign: str) -> bool:
    # Both fonts of the wheel have these (a test asks them): printable ASCII, the URO up to U+9FEF, marks.
    return " " <= sign <= "~" or "\u4e00" <= sign <= "\u9fef" or sign in COMMON_MARKS


def _choose_faces(families: set[str]) -> dict[str, object]:
    """The faces per use; only families that exist are named, since an unknown one is a warning."""
    found = {use: [face for face in wanted if face in families] for use, wanted in _WANTED_FACES.items()}
    return {
        "body": [*found["body"], _SERIF, _SANS],
        "title": [*found["title"], _SERIF, _SANS],
        "sans": [*found["sans"], _SANS, _SERIF],
        "title_needs_stroke": not found["title"],
        "plaque": [*found["plaque"], _SERIF, _SANS],
        "plaque_needs_stroke": not found["plaque"],
    }


def _in_words(at: datetime) -> str:
    local = at.astimezone(_BEIJING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


class MemoryTypesetter:
    """The fake: checks the facts like the real one and wraps them in a stub that starts like a PDF."""

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A readable stub instead of a page."""
        checked = check_facts(kind, facts)
        body = json.dumps({"at": at.isoformat(), "facts": checked, "kind": kind}, ensure_ascii=False)
        return b"%PDF-1.7\n%fake " + body.encode("utf-8") + b"\n%%EOF\n"

    def typeset_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A readable stub instead of a sheet."""
        checked = check_sheet(kind, facts)
        body = json.dumps({"at": at.isoformat(), "facts": checked, "kind": kind}, ensure_ascii=False)
        return b"%PDF-1.7\n%fake " + body.encode("utf-8") + b"\n%%EOF\n"

    def draw_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A readable stub instead of a drawing."""
        checked = check_sheet(kind, facts)
        return f"<svg><!-- {kind} {at.isoformat()} {sorted(checked)} --></svg>".encode()

    def unprintable(self, text: str) -> str:
        """Everything outside the Basic Multilingual Plane, which is near enough for tests."""
        return "".join(sorted({sign for sign in text if ord(sign) > 0xFFFF}))
