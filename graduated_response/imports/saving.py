"""A report on a questions-and-answers document becomes a set of questions, once and again."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from graduated_response.imports.named_values import find_or_make
from graduated_response.imports.questions import UNTITLED
from graduated_response.imports.report import QuestionItem, QuestionsReport
from graduated_response.imports.wording import LONGEST_TITLE, in_one_line, short_title
from graduated_response.models import Question, QuestionSet, Topic
from localoffer.importing.memory import Match, Piece, find_matches, key_of, new_trace
from localoffer.importing.outcome import Outcome
from localoffer.importing.storing import (
    is_frozen,
    note_gone,
    publish_once,
    published_if_right,
    revise,
    set_values,
    traces_to_keep,
    versions_of,
)
from localoffer.publishing import cache_token
from localoffer.publishing.models import State
from localoffer.publishing.slugs import unique_slug
from localoffer.richtext.html import clean

SUMMARY = "Questions from families, with our answers."
HIGHEST_NUMBER = 32_767


def save_questions(report: QuestionsReport, *, publish: bool = False, by: Any = None) -> Outcome:
    """Store what is new or worded anew, all or nothing, as the work of `by` (None: a command).

    The set is found by its title, its questions by their words. Words that staff changed since
    the last import stay; words that families see now change only with `publish`, and only when
    all of it passes the checks.
    """
    with transaction.atomic():
        return published_if_right(lambda may: _save(report, may, by), publish)


def _save(report: QuestionsReport, publish: bool, by: Any) -> Outcome:
    with transaction.atomic():
        match, outcome = _store_set(report, publish, by)
        in_set = match.row
        traces = in_set.imported.get("rows", [])
        rows = list(in_set.questions.select_for_update().order_by("number", "pk"))
        matches = find_matches(_pieces(report), rows, traces, lambda row: row.text)
        to_save = _revise_all(matches, outcome)
        created = _new_questions(matches, in_set, outcome)
        moved = _settle_numbers(matches, rows)
        stored = {row.pk: row for row in [*to_save, *moved] if row.pk}
        with versions_of(stored.values(), outcome, by):
            _write(created, stored)
        for one in created:
            one.trace = new_trace(one, live=publish)
        note_gone(traces, matches, {row.pk: row.text for row in rows}, outcome)
        in_set.imported = match.trace | {"rows": traces_to_keep(traces, matches)}
        QuestionSet.objects.filter(pk=in_set.pk).update(imported=in_set.imported)
        if outcome.changes:
            cache_token.bump()
        if publish:
            written = [one.row for one in created] + list(stored.values())
            outcome.public = [row for row in (in_set, *written) if row.state == State.LIVE]
    return outcome


def _store_set(report: QuestionsReport, publish: bool, by: Any) -> tuple[Match, Outcome]:
    title = in_one_line(report.title, LONGEST_TITLE)
    values = {"summary": SUMMARY, "intro": clean(report.intro_html), "as_at": report.date}
    piece = Piece(title, {name: value for name, value in values.items() if value})
    found = _find_set(report, title)
    if found is None:
        state = State.LIVE if publish else State.DRAFT
        slug = unique_slug(QuestionSet, title)
        row = QuestionSet.objects.create(title=title, slug=slug, state=state, **piece.values)
        match = Match(piece, row)
        match.trace = new_trace(match, live=publish)
        return match, Outcome(row, publish, is_new=True)
    match = Match(piece, found, found.imported or None)
    outcome = Outcome(found, publish)
    changed = revise(match, outcome, is_frozen(found, publish))
    match.trace = match.trace or new_trace(match, piece.values)
    if publish:
        changed |= publish_once(found, match.trace, outcome)
    if changed:
        with versions_of([found], outcome, by):
            found.save()
    return match, outcome


def _find_set(report: QuestionsReport, title: str) -> QuestionSet | None:
    """The set that an earlier version of this document made, or that staff made for it.

    Webinars come back under one title: a set of another day that shares no question is not it.
    """
    rows = QuestionSet.objects.select_for_update().filter(
        Q(title__iexact=title) | Q(imported__key=key_of(title))
    )
    wanted = {key_of(item.question) for item in report.items}
    shared = {row: len(wanted & _keys(row)) for row in rows.order_by("pk")}
    best = max(shared, key=shared.get, default=None)
    if best is None or shared[best]:
        return best
    same_occasion = best.as_at == report.date and (report.date or title != UNTITLED)
    return best if same_occasion or not best.questions.exists() else None


def _keys(row: QuestionSet) -> set[str]:
    today = {
        key_of(question.text) for question in row.questions.only("title", "asked", "question_set")
    }
    return today | {trace["key"] for trace in row.imported.get("rows", [])}


def _pieces(report: QuestionsReport) -> list[Piece]:
    names = {item.topic for item in report.items if item.topic and item.topic.strip()}
    topics = {name: find_or_make(Topic, name) for name in sorted(names)}
    numbers = [item.number for item in report.items]
    counted = len(set(numbers)) == len(numbers) and max(numbers) <= HIGHEST_NUMBER
    return [
        Piece(item.question, _values(item, topics) | {"number": item.number if counted else place})
        for place, item in enumerate(report.items, 1)
    ]


def _values(item: QuestionItem, topics: dict[str, Topic]) -> dict[str, object]:
    title = short_title(item.question)
    whole = " ".join(item.question.split())
    values = {
        "title": title,
        "asked": "" if title == whole else item.question,
        "answer": clean(item.answer_html),
        "is_question": item.is_question,
    }
    if item.topic in topics:
        values["topic_id"] = topics[item.topic].pk
    return values


def _revise_all(matches: list[Match], outcome: Outcome) -> list[Question]:
    to_save = []
    for match in matches:
        if match.row is None:
            continue
        changed = revise(match, outcome, is_frozen(match.row, outcome.publish))
        if outcome.publish and match.trace:
            changed |= publish_once(match.row, match.trace, outcome)
        if changed:
            to_save.append(match.row)
    return to_save


def _new_questions(matches: list[Match], in_set: QuestionSet, outcome: Outcome) -> list[Match]:
    created, slugs = [], set()
    for match in matches:
        if match.row or match.trace:
            continue
        slug = unique_slug(Question, match.piece.values["title"], slugs)
        slugs.add(slug)
        match.is_new = True
        match.row = Question(slug=slug, question_set=in_set)
        set_values(match.row, match.piece.values)
        is_ready = outcome.publish and not match.row.unfinished()
        match.row.state = State.LIVE if is_ready else State.DRAFT
        if outcome.publish and not is_ready:
            outcome.unfinished.append(str(match.piece))
        created.append(match)
        outcome.added.append(str(match.piece))
    return created


def _settle_numbers(matches: list[Match], rows: list[Question]) -> list[Question]:
    """A number stands once in a set: what is in the way of another goes to the end. Those rows."""
    matched = [match.row for match in matches if match.row]
    kept = {row.pk for row in matched}
    in_order = [*matched, *(row for row in rows if row.pk not in kept)]
    last = max((row.number or 0 for row in in_order), default=0)
    used: set[int] = set()
    moved = []
    for row in in_order:
        if row.number in used:
            last += 1
            row.number = last
            moved.append(row)
        if row.number:
            used.add(row.number)
    return moved


def _write(matches: list[Match], changed: dict[int, Question]) -> None:
    """First free the numbers of all that change, so that two questions can change places."""
    Question.objects.filter(pk__in=changed).update(number=None)
    for row in changed.values():
        row.save()
    Question.objects.bulk_create(match.row for match in matches)
