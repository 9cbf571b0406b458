"""What a format needs beyond what the booklet says: its date, and its last section."""

from datetime import date
from urllib.parse import urlsplit

from django.utils.formats import date_format

from . import ending


def finished(content: dict, made: date) -> dict:
    """The content with the date that is printed: the one staff chose, else the day it is made."""
    day = date.fromisoformat(content["dated"]) if content["dated"] else made
    parts = urlsplit(content["address"])
    whole = {
        **content,
        "date": {
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "iso": day.isoformat(),
            "words": date_format(day, "j F Y"),
        },
        "shown-address": f"{parts.netloc}{parts.path}",
    }
    return {**whole, "sections": [*content["sections"], ending.section(whole)]}
