"""Pictures: decoded within limits, and made anew in the sizes that pages need.

What the public gets holds pixels only: where and with what a photo was taken goes (EXIF, GPS), and
so does anything else that was hidden in the file.
"""

import io
import zipfile
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .refused import DAMAGED, TWO_KINDS, Refused

# Pillow itself only refuses above 178 million; a 20 kB file can hold them.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_383  # of WebP
WIDTHS = (480, 960, 1600)
QUALITY = 80
# A drawing has few colours, a photo thousands.
MOST_COLOURS_DRAWN = 256
NAMES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
NO_PICTURE = "The file is not a picture that the site can take. Save it as JPEG, PNG or WebP."
TOO_LARGE = (
    "The picture is {width} by {height} pixels. That is too large: make it smaller, for example "
    "2,000 pixels wide."
)
MOVES = (
    "The picture moves. People who cannot stop it cannot read beside it, so send a still picture, "
    "or add it under Videos."
)


def derive(content: bytes) -> dict:
    """{"kind", "width", "height", "renditions": [{"width", "height", "webp": bytes}, ...]}.

    Width and height are those of the picture as it is seen (turned upright). Raises Refused.
    """
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(TWO_KINDS)
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is decoded
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            kind = _checked(opened)
            opened.draft(None, (WIDTHS[-1], WIDTHS[-1]))
            width, height = _size_upright(opened, content)
            picture = _plain(opened)
            renditions = list(_renditions(picture, width, height))
    except UnidentifiedImageError as error:
        raise Refused(NO_PICTURE) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(DAMAGED) from error
    return {"kind": kind, "width": width, "height": height, "renditions": renditions}


def _checked(opened: Image.Image) -> str:
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Refused(TOO_LARGE.format(width=f"{width:,}", height=f"{height:,}"))
    # A phone's "MPO" is one photo with a preview or a map of depths behind it.
    if opened.format != "MPO" and getattr(opened, "n_frames", 1) > 1:
        raise Refused(MOVES)
    return NAMES[opened.format]


def _size_upright(opened: Image.Image, content: bytes) -> tuple[int, int]:
    """The full size: `draft` may have made the opened one smaller."""
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as again:
        width, height = again.size
    turned = opened.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (height, width) if turned else (width, height)


def _plain(opened: Image.Image) -> Image.Image:
    """Upright, in the colours that all screens know, without anything but pixels."""
    picture = ImageOps.exif_transpose(opened)
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile := picture.info.get("icc_profile"):
        picture = _in_srgb(picture, profile)
    picture = picture.convert(mode)
    picture.info = {}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    if picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    output = "RGB" if picture.mode in ("CMYK", "L") else picture.mode
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=output,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile: the colours may be a little off


def _renditions(picture: Image.Image, width: int, height: int) -> Iterator[dict]:
    """Smaller copies; never larger than the picture is. What was drawn is often smaller, and always
    sharper, when nothing is lost: so it is tried both ways."""
    is_drawn = picture.getcolors(MOST_COLOURS_DRAWN) is not None
    for wanted in sorted({min(wanted, width) for wanted in WIDTHS}):
        size = (wanted, max(1, round(height * wanted / width)))
        copy = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        ways = (False, True) if is_drawn else (False,)
        content = min((_as_webp(copy, lossless) for lossless in ways), key=len)
        yield {
            "width": size[0],
            "height": size[1],
            "webp": content,
        }


def _as_webp(copy: Image.Image, lossless: bool) -> bytes:
    out = io.BytesIO()
    bare = {"exif": b"", "xmp": b"", "icc_profile": b""}
    copy.save(out, "WEBP", lossless=lossless, quality=QUALITY, method=4, **bare)
    return out.getvalue()
