"""QR codes: as inline SVG for pages and as drawing data for papers."""

import re

from yimen.gateways.qr_masks import drawn_rows

_DARK = re.compile("1+")


def qr_svg(text: str) -> str:
    """An `<svg>` element for a page: black modules on nothing, no inline style (CSP), no fixed size."""
    import segno

    code: str = segno.make(text, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None, title=None
    )
    return code


def qr_drawing(text: str) -> str:
    """A whole SVG file for typesetting, black on nothing, without a quiet zone: the page gives it."""
    rows = drawn_rows(text, error="m")
    path = "".join(
        f"M{dark.start()} {at}h{dark.end() - dark.start()}v1H{dark.start()}z"
        for at, row in enumerate(rows)
        for dark in _DARK.finditer(row)
    )
    size = f'width="{len(rows)}" height="{len(rows)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{path}"/></svg>'
