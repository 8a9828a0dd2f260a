"""QR codes: as inline SVG for pages and as drawing data for papers."""


def qr_svg(text: str) -> str:
    """An `<svg>` element for a page: black modules on nothing, no inline style (CSP), no fixed size."""
    import segno

    code: str = segno.make(text, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None, title=None
    )
    return code


def qr_drawing(text: str) -> str:
    """A whole SVG file for typesetting, black on nothing, without a quiet zone: the page gives it."""
    import segno

    code: str = segno.make(text, error="m", micro=False).svg_inline(border=0, lineclass=None, svgclass=None)
    return code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
