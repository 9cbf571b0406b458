"""What goes out with an edition that is being prepared: expectations with a draft."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from graduated_response.models import Edition, Statement
from localoffer.people.models import sees
from localoffer.publishing.models import State, Version
from localoffer.publishing.snapshots import Snapshot

NEW = "New"
CHANGED = "See what changes"
UNCHANGED = "No draft any more: it stays as it is"
NEWER = "(its newer draft does not go out with it)"


class Draft(NamedTuple):
    number: int
    snapshot: Snapshot
    is_scheduled: bool
    is_newest: bool


class GoingOut(NamedTuple):
    """An expectation that was chosen for an edition.

    `sentence`: as its draft has it. `href`: where one sees what the draft changes, or, of one
    that families have never seen, the expectation. Both are empty for who may not see it.
    """

    code: str
    sentence: str
    what: str
    href: str


def with_draft() -> Q:
    """Expectations that a release would publish: never published, or with a draft over it."""
    drafts = Version.objects.open_drafts(Statement).values("object_id")
    return Q(binned__isnull=True) & (Q(state=State.DRAFT) | Q(pk__in=drafts))


def going_out(edition: Edition, user: Any) -> list[GoingOut]:
    """Two queries, however many are chosen; nothing for an edition that is out."""
    statements = edition.members()
    drafts = _drafts(edition.changes.all()) if statements else {}
    return [_going_out(each, drafts.get(each.pk), user) for each in statements]


def _drafts(statements: QuerySet[Statement]) -> dict[int, Draft]:
    """By the key of the expectation, what is to go out: once that is scheduled together with the
    edition, it stays that version; until then it is the latest."""
    waiting = Version.objects.open_drafts(Statement).filter(
        object_id__in=statements.order_by().values("pk")
    )
    rows = waiting.order_by("number").values_list("object_id", "number", "snapshot", "goes_with")
    found: dict[int, Draft] = {}
    for pk, number, snapshot, leader in rows:
        scheduled = pk in found and found[pk].is_scheduled
        if leader or not scheduled:
            found[pk] = Draft(number, snapshot, bool(leader), True)
        else:
            found[pk] = found[pk]._replace(is_newest=False)
    return found


def _going_out(statement: Statement, draft: Draft | None, user: Any) -> GoingOut:
    is_new = statement.state == State.DRAFT
    what = NEW if is_new else CHANGED if draft else UNCHANGED
    if draft and not draft.is_newest:
        what = f"{what} {NEWER}"
    if not sees(user, statement):
        return GoingOut(statement.code, "", what, "")
    page, query = ("compare", f"?other={draft.number}") if draft and not is_new else ("change", "")
    href = reverse(f"admin:graduated_response_statement_{page}", args=[statement.pk]) + query
    sentence = draft.snapshot["fields"]["title"] if query else statement.title
    return GoingOut(statement.code, sentence, what, href)
