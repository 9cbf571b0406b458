"""What staff do to several rows from a list: it asks before families see a change, and whatever it
leaves as it is, it says why."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from .applying import CannotApply
from .confirmation import (
    Chosen,
    Item,
    Left,
    Question,
    counted,
    named,
    public_address,
    seen_today,
    used,
    will_be,
)
from .drafting import token_of
from .keys import is_key
from .models import Archiving, NotAllowed, Published, PublishedQuerySet, State, Version
from .models.version_queryset import locked_rows
from .snapshots import take

GONE = (
    "{} of what you chose {} no longer in this list: somebody changed or deleted it, or it is "
    "outside your part of the site."
)
CAN_COME_BACK = (
    "You can bring back what you archive just as it was, now or later: choose “Bring back what was "
    "archived” above the list."
)
MEANWHILE = "Somebody changed it while you were reading. Look at it again first."
NOT_YOURS = "You may not {} it."


class ListActionsMixin:
    """For ModelAdmins of `Published`."""

    actions = ["make_live", "make_archived", "unarchive", "bring_back", "delete_selected"]
    delete_selected_confirmation_template = "admin/publishing/delete_selected.html"

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_archived"
        view = self.admin_site.admin_view(require_safe(self.archived))
        return [path("archived/", view, name=name), *super().get_urls()]

    @admin.action(description="Publish the chosen items", permissions=["publish"])
    @transaction.atomic
    def make_live(self, request: HttpRequest, queryset: PublishedQuerySet) -> HttpResponse | None:
        """One goes at once, as from its own page; several are listed first."""
        chosen = self._chosen(request, queryset, lambda row: self._why_not_published(request, row))
        if len(chosen.rows) > 1 and not self._is_confirmed(request):
            return self._ask(request, chosen, self._question_publish(chosen.rows))
        rows, left = list(chosen.rows), list(chosen.left)
        for row in chosen.rows:
            version = Version.objects.latest_draft_of(row) or Version(snapshot=take(row))
            if sentences := self.obstacles(request, row, version, "publish"):
                rows.remove(row)
                left.append(Left(row, " ".join(sentences)))
        try:
            done = Version.objects.published_set(rows, request.user)
        except (NotAllowed, CannotApply) as problem:
            done, left = [], [*left, *(Left(row, str(problem)) for row in rows)]
        for version in done:
            self.log_change(request, version.row, "Published from the list.")
        self._say_left(request, left, "published")
        if done:
            messages.success(request, f"{counted(len(done))} published.")
            self.warn_of_times(request, [version.row for version in done])
        return None

    @admin.action(description="Archive the chosen items", permissions=["publish"])
    @transaction.atomic
    def make_archived(
        self, request: HttpRequest, queryset: PublishedQuerySet
    ) -> HttpResponse | None:
        chosen = self._chosen(request, queryset, lambda row: self._why_not_archived(request, row))
        if chosen.rows and not self._is_confirmed(request):
            return self._ask(request, chosen, self._question_archive(request, chosen.rows))
        act = uuid4()
        for row in chosen.rows:
            row.archive(act)
            self.log_change(request, row, "Archived from the list.")
        self._say_left(request, chosen.left, "archived")
        if chosen.rows:
            messages.success(request, self._archived_words(len(chosen.rows), act))
        return None

    @admin.action(description="Bring back what was archived", permissions=["publish"])
    @transaction.atomic
    def unarchive(self, request: HttpRequest, queryset: PublishedQuerySet) -> HttpResponse | None:
        chosen = self._chosen(request, queryset, lambda row: self._why_not_back(request, row))
        if chosen.rows and not self._is_confirmed(request):
            return self._ask(request, chosen, self._question_unarchive(chosen.rows))
        done, left = [], list(chosen.left)
        for row in chosen.rows:
            try:
                row.unarchive()
            except NotAllowed as problem:
                left.append(Left(row, str(problem)))
                continue
            self.log_change(request, row, "Brought back as it was before it was archived.")
            done.append(row)
        self._say_left(request, left, "brought back")
        if done:
            messages.success(request, f"{counted(len(done))} brought back as before.")
            self.warn_of_times(request, [row for row in done if row.state == State.LIVE])
        return None

    @admin.action(description="Bring back from the bin", permissions=["change"])
    @transaction.atomic
    def bring_back(self, request: HttpRequest, queryset: PublishedQuerySet) -> None:
        """It comes back archived, so families see no change."""
        chosen = self._chosen(request, queryset, lambda row: self._why_not_from_bin(request, row))
        for row in chosen.rows:
            row.take_from_bin()
            self.log_change(request, row, "Brought back from the bin, archived.")
        self._say_left(request, chosen.left, "brought back")
        if chosen.rows:
            messages.success(request, f"{counted(len(chosen.rows))} brought back, archived.")

    @admin.action(description="Delete the chosen items", permissions=["delete"])
    def delete_selected(
        self, request: HttpRequest, queryset: PublishedQuerySet
    ) -> HttpResponse | None:
        """Django's own, for what is not in the bin yet."""
        chosen = self._chosen(request, queryset, _why_not_binned)
        self._say_left(request, chosen.left, "deleted")
        if not chosen.rows:
            return None
        return delete_selected(self, request, queryset.filter(binned__isnull=True))

    def archived(self, request: HttpRequest) -> HttpResponse:
        """?act=…: what was archived in one act, to bring it back; the link after archiving leads
        here, and goes on working."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        noted = Archiving.objects.of_kind(self.model)
        if act := _act(request.GET.get("act", "")):
            noted = noted.filter(act=act)
        rows = self.get_queryset(request).filter(pk__in=noted.values("object_id"))
        chosen = Chosen.parted(rows, lambda row: self._why_not_back(request, row))
        return self._ask(request, chosen, self._question_unarchive(chosen.rows))

    # What stands in the way.

    def _why_not_published(self, request: HttpRequest, row: Published) -> str:
        if row.binned:
            return "It is in the bin. Bring it back first."
        if not self.has_publish_permission(request, row):
            return NOT_YOURS.format("publish")
        if row.state == State.DRAFT or Version.objects.latest_draft_of(row):
            return ""
        if row.state == State.ARCHIVED:
            return "It is archived and has no draft. Choose “Bring back what was archived”."
        return "It is live already, and no draft of it waits."

    def _why_not_archived(self, request: HttpRequest, row: Published) -> str:
        if row.binned:
            return "It is in the bin."
        if row.state == State.ARCHIVED:
            return "It is archived already."
        return "" if self.has_publish_permission(request, row) else NOT_YOURS.format("archive")

    def _why_not_back(self, request: HttpRequest, row: Published) -> str:
        if not self.has_publish_permission(request, row):
            return NOT_YOURS.format("bring back")
        can = row.state == State.ARCHIVED and not row.binned and Archiving.objects.of(row).exists()
        return "" if can else row.why_not_unarchived()

    def _why_not_from_bin(self, request: HttpRequest, row: Published) -> str:
        if not row.binned:
            return "It is not in the bin."
        return "" if self.has_change_permission(request, row) else NOT_YOURS.format("change")

    # What is asked.

    def _question_publish(self, rows: list[Published]) -> Question:
        return Question(
            "make_live",
            f"Publish {counted(len(rows))}?",
            [
                "Families see what stands in their drafts as soon as you press the button.",
                "Each is checked first. One that is not ready stays as it is, and you read why.",
            ],
            f"Publish {counted(len(rows))}",
            {row.pk: [will_be(row)] for row in rows},
        )

    def _question_archive(self, request: HttpRequest, rows: list[Published]) -> Question:
        seen = sum(row.is_live() for row in rows)
        return Question(
            "make_archived",
            f"Archive {counted(len(rows))}?",
            [seen_today(seen, len(rows)), CAN_COME_BACK],
            f"Archive {counted(len(rows))}",
            used(request.user, rows),
        )

    def _question_unarchive(self, rows: list[Published]) -> Question:
        kept = dict(Archiving.objects.of_kind(self.model).values_list("object_id", "state"))
        live = sum(kept[row.pk] == State.LIVE for row in rows)
        return Question(
            "unarchive",
            f"Bring back {counted(len(rows))}?",
            [f"{live} of {len(rows)} will be live again, with the times they had."]
            if rows
            else ["There is nothing to bring back."],
            f"Bring back {counted(len(rows))}",
            {row.pk: [f"It was {State(kept[row.pk]).label.lower()}."] for row in rows},
        )

    # How it is asked and said.

    def _is_confirmed(self, request: HttpRequest) -> bool:
        return "post" in request.POST

    def _chosen(
        self, request: HttpRequest, queryset: QuerySet, why_not: Callable[[Published], str]
    ) -> Chosen:
        """The rows chosen in the list; after the question those that were listed with it, unless
        somebody has changed them since."""
        seen = _tokens(request) if self._is_confirmed(request) else {}
        if not seen:
            self._say_gone(request, _keys_sent(request), found := list(queryset))
            return Chosen.parted(found, why_not)
        mine = self.get_queryset(request).filter(pk__in=seen).values_list("pk", flat=True)
        rows = list(locked_rows(self.model, list(mine)))
        self._say_gone(request, seen, rows)
        now = _token_of_each(rows)
        return Chosen.parted(
            rows, lambda row: why_not(row) or (MEANWHILE if now[row.pk] != seen[row.pk] else "")
        )

    def _say_gone(self, request: HttpRequest, keys: Collection, rows: list[Published]) -> None:
        if number := len(set(map(str, keys)) - {str(row.pk) for row in rows}):
            is_are = "is" if number == 1 else "are"
            messages.warning(request, GONE.format(number, is_are))

    def _ask(self, request: HttpRequest, chosen: Chosen, question: Question) -> HttpResponse:
        request.current_app = self.admin_site.name
        tokens = _token_of_each(chosen.rows)
        changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        is_list = request.path == changelist
        context = {
            **self.admin_site.each_context(request),
            "title": question.title,
            "opts": self.opts,
            "question": question,
            "items": [
                Item(
                    row,
                    self.address_of("change", row),
                    public_address(row),
                    question.details[row.pk],
                )
                for row in chosen.rows
            ],
            "left": chosen.left,
            "seen": " ".join(f"{pk}:{token}" for pk, token in tokens.items()),
            "first": chosen.rows[0].pk if chosen.rows else "",
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "form_action": request.get_full_path() if is_list else changelist,
        }
        return TemplateResponse(request, "admin/publishing/ask_first.html", context)

    def _say_left(self, request: HttpRequest, left: list[Left], done: str) -> None:
        """One sentence for each reason."""
        reasons: dict[str, list[Published]] = {}
        for row, why in left:
            reasons.setdefault(why, []).append(row)
        for why, rows in reasons.items():
            is_are = "is" if len(rows) == 1 else "are"
            messages.warning(request, f"{named(rows)} {is_are} not {done}. {why}")

    def _archived_words(self, number: int, act: UUID) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_archived"
        return format_html(
            '{} archived. <a href="{}?act={}">Bring back what you just archived</a>',
            counted(number),
            reverse(name),
            act,
        )


def _why_not_binned(row: Published) -> str:
    return "It is in the bin already." if row.binned else ""


def _act(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _keys_sent(request: HttpRequest) -> list[str]:
    """What was ticked in the list; nothing where all of it was meant."""
    across = request.POST.get("select_across", "0") not in ("", "0")
    return [] if across else request.POST.getlist(ACTION_CHECKBOX_NAME)


def _tokens(request: HttpRequest) -> dict[Any, str]:
    """What the question listed: {key of a row: what it was then}."""
    pairs = (each.partition(":") for each in request.POST.get("seen", "").split())
    return {int(pk): token for pk, _, token in pairs if pk.isdecimal() and is_key(Version, pk)}


def _token_of_each(rows: list[Published]) -> dict[Any, str]:
    if not rows:
        return {}
    versions = Version.objects.of_rows(rows).values("object_id").annotate(newest=Max("pk"))
    newest = {each["object_id"]: Version(pk=each["newest"]) for each in versions.order_by()}
    return {row.pk: token_of(row, newest.get(row.pk)) for row in rows}
