"""What goes out with an edition that is being prepared: expectations with a draft."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from graduated_response.models import Edition, Statement
from localoffer.people.models import sees
from localoffer.publishing.models import State, Version
from localoffer.publishing.snapshots import Snapshot


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
    drafts = _latest_drafts(edition.changes.all()) if statements else {}
    return [_going_out(each, drafts.get(each.pk), user) for each in statements]


def _latest_drafts(statements: QuerySet[Statement]) -> dict[int, tuple[int, Snapshot]]:
    """Number and words of the latest draft, by the key of the expectation."""
    waiting = Version.objects.open_drafts(Statement).filter(
        object_id__in=statements.order_by().values("pk")
    )
    rows = waiting.order_by("number").values_list("object_id", "number", "snapshot")
    return {pk: (number, snapshot) for pk, number, snapshot in rows}


def _going_out(statement: Statement, draft: tuple[int, Snapshot] | None, user: Any) -> GoingOut:
    is_new = statement.state == State.DRAFT
    what = "new" if is_new else "changed" if draft else "no draft any more, so it stays as it is"
    if not sees(user, statement):
        return GoingOut(statement.code, "", what, "")
    page, query = ("compare", f"?other={draft[0]}") if draft and not is_new else ("change", "")
    href = reverse(f"admin:graduated_response_statement_{page}", args=[statement.pk]) + query
    sentence = draft[1]["fields"]["title"] if query else statement.title
    return GoingOut(statement.code, sentence, what, href)
