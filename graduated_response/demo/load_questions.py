"""The demonstration's topics, sets and questions, from questions.toml beside this file."""

from datetime import date, timedelta
from pathlib import Path

from django.utils.timezone import localdate

from events.models import Event
from graduated_response.models import Question, QuestionSet, Topic
from localoffer.document_reader.demo_text import markdown, read
from localoffer.publishing import cache_token
from localoffer.publishing.slugs import unique_slug


def load() -> None:
    """Needs a database without questions; sets find their event by its address."""
    text = read(Path(__file__).with_name("questions.toml"))
    topics = {
        row["slug"]: Topic.objects.create(**row, position=position)
        for position, row in enumerate(text["topic"], 1)
    }
    sets = {row["slug"]: _load_set(row) for row in text["question_set"]}
    questions = {row["title"]: _load_question(row, topics, sets) for row in text["question"]}
    for row in text["question"]:
        if newer := row.get("superseded_by"):
            question = questions[row["title"]]
            question.superseded_by = questions[newer]
            question.save()
    cache_token.bump()


def _load_set(row: dict) -> QuestionSet:
    return QuestionSet.objects.create(
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        intro=markdown(row["intro"]),
        as_at=row.get("as_at") or _days_ago(row),
        event=Event.objects.filter(slug=row.get("event")).first(),
        owner=row["owner"],
        state=row.get("state", "live"),
    )


def _load_question(row: dict, topics: dict[str, Topic], sets: dict[str, QuestionSet]) -> Question:
    return Question.objects.create(
        title=row["title"],
        slug=unique_slug(Question, row["title"]),
        asked=row.get("question", ""),
        answer=markdown(row["answer"]),
        is_question=row.get("is_question", True),
        topic=topics.get(row.get("topic")),
        question_set=sets.get(row.get("set")),
        number=row.get("number"),
        as_at=row.get("as_at") or _days_ago(row),
        state=row.get("state", "live"),
    )


def _days_ago(row: dict) -> date | None:
    days = row.get("as_at_days_ago")
    return None if days is None else localdate() - timedelta(days=days)
