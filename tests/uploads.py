"""Small real files, as people hand them in: what is broken is refused, so these are whole."""

from io import BytesIO

from PIL import Image


def picture(kind: str, *, color: str = "white") -> bytes:
    """A picture of eight by eight points."""
    held = BytesIO()
    Image.new("RGB", (8, 8), color).save(held, kind)
    return held.getvalue()


PNG = picture("PNG")
JPEG = picture("JPEG")
PDF = b"%PDF-1.7\n" + b"a small page\n" * 4 + b"%%EOF\n"
