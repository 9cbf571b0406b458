"""A few plain pictures for Easy Read, drawn here, that come in by the door of all uploads."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageDraw

from localoffer.media import receiving
from localoffer.media.models import Image
from localoffer.publishing.models import State

OWNER = "localoffer@larkshire.example"
SIDE = 400
PAPER, INK, BRAND, ACCENT, SUN = "#ffffff", "#22313a", "#0f5c63", "#8a2f5f", "#f4c95d"


def load() -> dict[str, Image]:
    """By their addresses."""
    found = {}
    for slug, (title, alt, draw) in PICTURES.items():
        image = Image.objects.create(title=title, slug=slug, alt=alt, owner=OWNER)
        image.state = State.LIVE  # with its file, and not before
        file = SimpleUploadedFile(f"{slug}.png", _drawn(draw))
        image.take_file(receiving.picture(file), by=None)
        found[slug] = image
    return found


def _drawn(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    picture = Pillow.new("RGB", (SIDE, SIDE), PAPER)
    draw(ImageDraw.Draw(picture))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _person(draw: ImageDraw.ImageDraw, middle: int, colour: str) -> None:
    draw.ellipse((middle - 38, 180, middle + 38, 256), fill=colour)
    draw.rounded_rectangle((middle - 62, 268, middle + 62, 400), 40, fill=colour)


def talking(draw: ImageDraw.ImageDraw) -> None:
    _person(draw, 105, BRAND)
    _person(draw, 295, ACCENT)
    draw.rounded_rectangle((60, 30, 220, 120), 30, fill=SUN)
    draw.polygon([(95, 115), (140, 115), (105, 160)], fill=SUN)
    draw.rounded_rectangle((235, 60, 370, 130), 26, outline=INK, width=8)


def writing(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((70, 40, 290, 360), 16, outline=INK, width=10)
    for line in range(100, 330, 55):
        draw.line((105, line, 255, line), fill=BRAND, width=12)
    draw.line((350, 90, 255, 290), fill=ACCENT, width=30)
    draw.polygon([(240, 282), (272, 297), (240, 330)], fill=INK)


def quiet_place(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(200, 40), (380, 190), (20, 190)], fill=BRAND)
    draw.rectangle((60, 190, 340, 370), fill=SUN)
    draw.rounded_rectangle((110, 280, 290, 345), 30, fill=ACCENT)
    draw.ellipse((175, 215, 225, 265), fill=INK)


def plan_of_the_day(draw: ImageDraw.ImageDraw) -> None:
    for number, colour in enumerate((SUN, BRAND, ACCENT)):
        top = 30 + number * 120
        draw.rounded_rectangle((40, top, 140, top + 100), 14, fill=colour)
        draw.line((175, top + 50, 350, top + 50), fill=INK, width=14)


PICTURES = {
    "easy-read-talking": ("Talking", "Two people talk to each other.", talking),
    "easy-read-writing": ("Writing", "A page with lines, and a pen.", writing),
    "easy-read-quiet-place": ("A quiet place", "One person in a small house.", quiet_place),
    "easy-read-plan-of-the-day": (
        "The plan of the day", "Three boxes, one under the other.", plan_of_the_day,
    ),
}  # fmt: skip
