"""Raster pictures as parts."""

from __future__ import annotations

import io

from briefing.deck.ooxml.opc import Package, Part

_FOLDER = "ppt/media/image"
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def image_part(package: Package, data: bytes) -> Part:
    """A package and a picture's bytes → its part, of which a package holds one. OSError for what is no picture."""
    from PIL import Image

    for name, part in package.parts.items():
        if name.startswith(_FOLDER) and part.blob == data:
            return part
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            kind = (image.format or "").lower()
    except Image.DecompressionBombError as error:
        raise OSError("it has too many pixels") from error
    taken = {name.removeprefix(_FOLDER).partition(".")[0] for name in package.parts if name.startswith(_FOLDER)}
    number = next(at for at in range(1, len(taken) + 2) if str(at) not in taken)
    return package.add(f"{_FOLDER}{number}.{kind}", f"image/{kind}", data)
