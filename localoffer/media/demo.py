"""A document, pictures and a film for the demonstration; the words are in demo.toml.

The film is of our own: drawings of the cycle beside the words of demo_film.vtt, 48 seconds.
"""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from localoffer.document_reader.demo_text import markdown, read
from localoffer.publishing.models import State

from . import demo_drawings, receiving
from .models import Document, HardCopyPlace, Image, Video

OWNER = "localoffer@larkshire.example"


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
    for row in text["image"]:
        drawing = getattr(demo_drawings, row["slug"].replace("-", "_"))()
        image = Image.objects.create(**row, owner=OWNER)
        image.state = State.LIVE  # with its file, and not before
        file = SimpleUploadedFile(f"{row['slug']}.png", drawing)
        image.take_file(receiving.picture(file), by=None)
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
