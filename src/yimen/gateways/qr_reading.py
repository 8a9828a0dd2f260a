"""What the picture codes in a photograph say, of a photograph that `images.probe_image` has let in."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# A JPEG is decoded at half or a quarter of its size at first: enough for a sheet that fills the picture.
_FIRST_SIDE = 2000
_MOST_PIXELS = 16_000_000
MOST_CODES = 8
_log = logging.getLogger("yimen.gateways")


def read_codes(data: bytes) -> tuple[str, ...]:
    """The texts of the QR codes in a picture, each once; none where there is none or none can be read.

    Only gray points go to the decoder, never the file itself. A picture of more than 16 million points is
    read at a part of its size, or not at all.
    """
    from PIL import Image

    found: tuple[str, ...] = ()
    for side in (_FIRST_SIDE, None):
        try:
            with Image.open(BytesIO(data)) as picture:
                if side is not None:
                    picture.draft("L", (side, side))
                if picture.width * picture.height > _MOST_PIXELS:
                    continue
                is_smaller = max(picture.size) <= _FIRST_SIDE
                found = _decoded(picture)
        except Exception:  # noqa: BLE001 - a decoder fails in its own way, and it means: nothing to be read
            _log.warning("the codes of a picture could not be read", exc_info=True)
            return ()
        if found or is_smaller:
            break
    return found


def _decoded(picture: "Image") -> tuple[str, ...]:
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=wanted)
    return tuple(dict.fromkeys(code.text for code in codes if code.text))[:MOST_CODES]
