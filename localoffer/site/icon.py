"""The icon in browser tabs: ours, or the picture that staff sent."""

import hashlib
import io
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

OURS = Path(__file__).with_name("favicon.ico")
SIDE = 96  # twice the 48 pixels that the largest tabs show
LEAST = 48
MOST_PIXELS, MOST_BYTES = 4_000_000, 2 * 1024 * 1024
NO_PICTURE = "That is not a picture that the site can take. Send a PNG, JPEG, WebP or ICO file."
TOO_LARGE = "That picture is too large for an icon. Make it smaller, for example 96 pixels wide."
TOO_SMALL = f"That picture is too small. Send one that is at least {LEAST} pixels wide and high."


@cache
def our_icon() -> bytes:
    return OURS.read_bytes()


def icon_file(upload: UploadedFile) -> ContentFile:
    """The picture as a small square PNG, opened in the sandbox. Raises ValidationError."""
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    try:
        content = run_limited("localoffer.site.icon:draw", upload.read(), seconds=5, answer=bytes)
    except Refusal as reason:
        raise ValidationError(str(reason)) from reason
    except (TooHard, Broken) as error:
        raise ValidationError(NO_PICTURE) from error
    return ContentFile(content, f"icon-{hashlib.sha256(content).hexdigest()[:12]}.png")


def draw(content: bytes) -> bytes:
    """In the sandbox: a PNG. What is not square gets clear edges. Raises Refusal."""
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "ICO")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refusal(TOO_LARGE)
            if min(opened.size) < LEAST:
                raise Refusal(TOO_SMALL)
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refusal(NO_PICTURE) from error
    picture.thumbnail((SIDE, SIDE))
    square = Image.new("RGBA", (SIDE, SIDE))
    square.paste(picture, ((SIDE - picture.width) // 2, (SIDE - picture.height) // 2))
    out = io.BytesIO()
    square.save(out, "PNG", optimize=True)
    return out.getvalue()
