"""Narrowing the list of questions by topic and by set: plain links, each with its count."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Count
from django.http import QueryDict

from .models import Question, QuestionSet

# The newest sets; older ones are found through their questions and the search.
SETS_SHOWN = 12


class QuestionFilters:
    """Reads `?topic=` and `?set=`; a value nobody knows is as good as none. Two queries.

    Only live questions count, and only live sets are named.
    """

    def __init__(self, query: QueryDict) -> None:
        self.sets = {row.pk: row for row in QuestionSet.objects.live().defer("intro", "notes")}
        self.counts = list(
            Question.objects.live()
            .values("topic", "topic__slug", "topic__name", "question_set")
            .annotate(count=Count("pk"))
            .order_by("topic__position", "topic__name")
        )
        self.topics = {
            row["topic"]: (row["topic__slug"], row["topic__name"])
            for row in self.counts
            if row["topic"]
        }
        self.topic = _key(query.get("topic"), {pk: slug for pk, (slug, _) in self.topics.items()})
        self.set = _key(query.get("set"), {pk: row.slug for pk, row in self.sets.items()})

    def lookup(self) -> dict[str, int]:
        chosen = {"topic": self.topic, "question_set": self.set}
        return {name: pk for name, pk in chosen.items() if pk}

    def count(self, topic: int | None, in_set: int | None) -> int:
        """Live questions of a topic and a set; None stands for any."""
        return sum(
            row["count"]
            for row in self.counts
            if topic in (None, row["topic"]) and in_set in (None, row["question_set"])
        )

    def shown_sets(self) -> list[tuple[QuestionSet, int]]:
        """(set, number of its questions) of the newest sets that hold any."""
        found = [(row, self.count(None, pk)) for pk, row in self.sets.items()]
        return [(row, count) for row, count in found if count][:SETS_SHOWN]

    def chosen(self) -> list[str]:
        """What the list was narrowed to, in words."""
        words = [self.topics[self.topic][1]] if self.topic else []
        return words + ([self.sets[self.set].title] if self.set else [])

    def groups(self) -> list[dict]:
        """As components/filters.html takes them; choices that find nothing are left out."""
        topics = [(pk, name) for pk, (_, name) in self.topics.items()]
        sets = [(row.pk, row.title) for row, _ in self.shown_sets()]
        groups = [
            {"name": "Topic", "items": list(self._items(topics, topic=True))},
            {"name": "Where it was asked", "items": list(self._items(sets, topic=False))},
        ]
        return [group for group in groups if group["items"]]

    def _items(self, choices: list[tuple[int, str]], topic: bool) -> Iterator[dict]:
        for pk, label in choices:
            pair = (pk, self.set) if topic else (self.topic, pk)
            current = pk == (self.topic if topic else self.set)
            if (count := self.count(*pair)) or current:
                yield {
                    "label": label,
                    "href": self._href(*pair),
                    "count": count,
                    "current": current,
                }

    def _href(self, topic: int | None, in_set: int | None) -> str:
        query = {"topic": self.topics[topic][0]} if topic else {}
        if in_set:
            query["set"] = self.sets[in_set].slug
        return f"?{urlencode(query)}"


def _key(slug: str | None, slugs: dict[int, str]) -> int | None:
    return next((pk for pk, known in slugs.items() if known == slug), None)
