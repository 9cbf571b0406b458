"""The style sheets that every first visit pays for (budget: 14.6 kB for a whole page)."""

import brotli
import pytest
from django.conf import settings


def sheet(name):
    return (settings.BASE_DIR / "build" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "limit"),
    [("site.css", 8_000), ("forms.css", 3_600), ("audit.css", 600), ("further.css", 1_300)],
)
def test_size_as_sent(name, limit):
    assert len(brotli.compress(sheet(name), quality=11)) <= limit


@pytest.mark.parametrize("name", ["site.css", "forms.css", "audit.css", "further.css"])
def test_no_font_image_or_crown_is_fetched(name):
    text = sheet(name).decode().lower()
    for word in ("url(", "@font-face", "gds transport", "crest", "crown"):
        assert word not in text


def test_the_icon_is_small():
    assert (settings.BASE_DIR / "static/icon.svg").stat().st_size <= 500
