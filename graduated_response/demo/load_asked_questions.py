"""What families asked in the demonstration, from asked_questions.toml beside this file."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from events.models import Event
from graduated_response.asked_questions import begin_answer
from graduated_response.models import AskedQuestion, Question, Topic
from localoffer.document_reader.demo_text import read


def load() -> None:
    """Needs the events and the questions."""
    for row in read(Path(__file__).with_name("asked_questions.toml"))["asked"]:
        asked = _load(row)
        if row.get("begun"):
            begin_answer(asked, ())


def _load(row: dict) -> AskedQuestion:
    now = timezone.now()
    closed = row.get("closed_days_ago")
    return AskedQuestion.objects.create(
        key=uuid4(),
        words=row["words"],
        topic=Topic.objects.filter(slug=row.get("topic")).first(),
        event=Event.objects.filter(slug=row.get("event")).first(),
        email=row.get("email", ""),
        status=row.get("status", "new"),
        question=Question.objects.filter(title=row.get("question")).first(),
        created=now - timedelta(days=row["days_ago"]),
        closed=None if closed is None else now - timedelta(days=closed),
    )
