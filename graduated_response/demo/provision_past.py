"""The past of the demonstration: editions, and what some expectations said before."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from graduated_response.models import Edition, Statement, Wording
from localoffer.document_reader.demo_text import markdown

COLUMNS = ("title", "slug", "summary", "date", "state")


def load(data: dict[str, Any], statements: dict[str, Statement]) -> None:
    for row in data["edition"]:
        fields = {"state": "live", **{name: row[name] for name in COLUMNS if name in row}}
        Edition.objects.create(about=markdown(row["about"]), **fields)
    newest = max(row["date"] for row in data["edition"] if "date" in row)
    Wording.objects.update(since=_morning(data["published"]))
    for row in data["statement"]:
        statement = statements[row["code"]]
        mine = Wording.objects.filter(statement=statement)
        if "first" in row:
            mine.update(since=_morning(row["first"]))
        if "until" in row:
            mine.update(until=_morning(row["until"]))
        if "replaced_by" in row:
            heir = statements[row["replaced_by"]]
            Statement.objects.filter(pk=statement.pk).update(replaced_by=heir)
        if "before" in row:
            _add_earlier(mine.get(), row["before"], newest)


def _add_earlier(wording: Wording, before: dict[str, Any], newest: date) -> None:
    """What it said until an edition, or until a day of its own."""
    changed = _morning(before.get("until", newest))
    first = wording.since
    Wording.objects.filter(pk=wording.pk).update(since=changed)
    earlier = Wording.objects.get(pk=wording.pk)
    texts = {name: before[name] for name in Wording.TEXTS if name in before}
    if "strategies" in before:
        texts["how"] = "\n".join(before["strategies"])
    for name, text in texts.items():
        setattr(earlier, name, text)
    for reading in ("for_parents", "easy_read"):
        earlier_words = before.get(reading, getattr(wording.statement, reading))
        setattr(earlier, reading, earlier_words)
    earlier.pk, earlier.since, earlier.until = None, first, changed
    earlier.save(force_insert=True)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
