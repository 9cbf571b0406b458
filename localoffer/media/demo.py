"""A document, a picture and a film for the demonstration; the words are in demo.toml.

The film is of our own: drawings of the cycle beside the words of demo_film.vtt, 48 seconds.
"""

import io
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageDraw

from localoffer.documents_in.demo_text import markdown, read

from . import receiving
from .models import Document, HardCopyPlace, Image, Video

OWNER = "localoffer@larkshire.example"
SKY, SUN, FAR, NEAR, PATH, WALL, ROOF = (
    "#dceef0", "#f4c95d", "#8fbf9f", "#4f8f6b", "#f3e5c8", "#ffffff", "#8a2f5f",
)  # fmt: skip


def load() -> None:
    """Through the same door as an upload. Needs a database without these addresses."""
    text = read(Path(__file__).with_suffix(".toml"))
    words = text["document"].pop("text").strip().encode()
    document = Document.objects.create(**text["document"], state="live", owner=OWNER)
    document.take_file(receiving.document(SimpleUploadedFile("Checklist v3.txt", words)), by=None)
    document.places.set(
        HardCopyPlace.objects.create(**{**place, "address": place["address"].strip()})
        for place in text["place"]
    )
    image = Image.objects.create(**text["image"], state="live", owner=OWNER)
    image.take_file(receiving.picture(SimpleUploadedFile("path.png", path_to_school())), by=None)
    make_film(text["video"])


def make_film(text: dict[str, str]) -> None:
    film = Path(__file__).with_name("demo_film.mp4")
    captions = SimpleUploadedFile("film.vtt", film.with_suffix(".vtt").read_bytes())
    text = {
        **text,
        "captions": receiving.caption_text(captions),
        "transcript": markdown(text["transcript"]),
    }
    video = Video.objects.create(**text, owner=OWNER)
    video.take_file(receiving.video(SimpleUploadedFile("film.mp4", film.read_bytes())), by=None)
    video.publish()


def path_to_school() -> bytes:
    """A drawing of our own, as a PNG file."""
    picture = Pillow.new("RGB", (1600, 900), SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1120, 120, 1340, 340), fill=SUN)
    draw.ellipse((-300, 380, 1100, 1300), fill=FAR)
    draw.ellipse((600, 440, 2100, 1400), fill=FAR)
    draw.rectangle((960, 380, 1160, 500), fill=WALL)
    draw.polygon([(930, 380), (1060, 300), (1190, 380)], fill=ROOF)
    draw.rectangle((1035, 430, 1085, 500), fill=ROOF)
    draw.ellipse((-500, 560, 1900, 1500), fill=NEAR)
    path = [(1040, 500), (1080, 500), (820, 690), (980, 900), (560, 900), (720, 680)]
    draw.polygon(path, fill=PATH)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
