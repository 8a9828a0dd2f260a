"""How a picture looks: small enough for a page, and in 64 marks of light and dark.

The marks say which of two neighbors in a grid of nine by eight is lighter.

They hold when a picture is saved anew, made smaller or a little lighter; they say nothing of a picture
in which almost nothing differs (a white wall), so such a one has none.
"""

from io import BytesIO

_COLUMNS, _ROWS = 9, 8
_LEAST_CONTRAST = 12
_SMALL = (640, 480)


def look_of(data: bytes) -> int | None:
    """The marks as a signed number of 64 bits; None for what is no picture, or shows too little.

    Give it only what was looked at before (`images.probe_image`) and made bare.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            picture.draft("L", (_COLUMNS * 16, _ROWS * 16))
            small = picture.convert("L").resize((_COLUMNS, _ROWS), Image.Resampling.BOX)
            points = small.tobytes()
    except Exception:  # noqa: BLE001 - each decoder fails in its own way, and a photo without marks is no loss
        return None
    if max(points) - min(points) < _LEAST_CONTRAST:
        return None
    marks = 0
    for row in range(_ROWS):
        for column in range(_COLUMNS - 1):
            at = row * _COLUMNS + column
            marks = marks << 1 | (points[at] > points[at + 1])
    return marks - (1 << 64) if marks >= 1 << 63 else marks


def small_picture(data: bytes) -> bytes | None:
    """The picture as a JPEG of at most 640 by 480 points, turned as the camera was held; None for none.

    Give it only what was looked at before and made bare. A JPEG is decoded no larger than needed.
    """
    from PIL import Image, ImageOps

    target = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.draft("RGB", (_SMALL[0] * 2, _SMALL[1] * 2))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail(_SMALL, Image.Resampling.LANCZOS)
            upright.save(target, "JPEG", quality=72, optimize=True)
    except Exception:  # noqa: BLE001 - as above; the picture itself is shown then
        return None
    return target.getvalue()
