"""The versions of a row: its history, its latest draft, and keeping a new one."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from localoffer.publishing.family import all_rows, whole
from localoffer.publishing.snapshots import Snapshot, keys_of, snapshot_of, take, with_draft_numbers

from .content import Published, State
from .version_states import OPEN, REPLACED_BY_DRAFT, REPLACED_BY_PUBLISHED, NotAllowed
from .version_states import VersionState as S

if TYPE_CHECKING:
    from .versions import Version

AS_IT_WAS = "As it was before versions were kept, or changed past them."


def locked(row: Published) -> Published:
    """The row as it is now; nobody else changes its versions until the transaction ends.

    SQLite has no such lock and needs none: there a transaction that writes is alone.
    """
    rows = all_rows(type(row)).order_by()  # the order may join tables that cannot be locked
    found = rows.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotAllowed(f"This {row._meta.verbose_name} has been deleted.")
    return found


def locked_rows(model: type[Published], keys: list[int]) -> models.QuerySet:
    """The same for those of several rows that are still there, oldest first."""
    return all_rows(model).order_by("pk").select_for_update().filter(pk__in=keys)


def locked_snapshot(row: Published) -> tuple[Published, Snapshot]:
    """The same, and what it says."""
    try:
        stored, owned = whole(type(row), row.pk, lock=True)
    except type(row).DoesNotExist:
        raise NotAllowed(f"This {row._meta.verbose_name} has been deleted.") from None
    return stored, snapshot_of(stored, owned)


class VersionQuerySet(models.QuerySet):
    def history_of(self, row: Published) -> "VersionQuerySet":
        """All versions of a row, newest first."""
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk).order_by("-number")

    def of_rows(self, rows: "list[Published]") -> "VersionQuerySet":
        """All versions of several rows of one kind."""
        kind = ContentType.objects.get_for_model(type(rows[0]))
        return self.filter(content_type=kind, object_id__in=[row.pk for row in rows])

    def standing_of(self, row: Published) -> "list[Version]":
        """The newest version, what is published and what is scheduled; newest first."""
        history = self.history_of(row)
        newest = Subquery(history.values("number")[:1])
        return list(history.filter(Q(state__in=[S.PUBLISHED, S.SCHEDULED]) | Q(number=newest)))

    def latest_draft_of(self, row: Published) -> "Version | None":
        """The newest version on its way to the public, unless a newer one is already there."""
        newest = self.history_of(row).filter(state__in=[*OPEN, S.PUBLISHED]).first()
        return newest if newest and newest.state in OPEN else None

    def open_drafts(self, model: type[Published]) -> "VersionQuerySet":
        """Of a kind of content, what `latest_draft_of` finds of each row, and older ones."""
        mine = self.filter(content_type=ContentType.objects.get_for_model(model))
        newer = {"object_id": OuterRef("object_id"), "number__gt": OuterRef("number")}
        overtaken = Exists(mine.filter(state=S.PUBLISHED, **newer))
        return mine.filter(~overtaken, state__in=OPEN)

    def due(self, now: datetime | None = None) -> "VersionQuerySet":
        """Scheduled versions whose time has come, in the order of their times; companions come
        with their leader."""
        alone = self.filter(state=S.SCHEDULED, goes_with=None)
        due = alone.filter(publish_at__lte=now or timezone.now())
        return due.order_by("publish_at", "number")

    def save_draft(
        self,
        row: Published,
        snapshot: Snapshot,
        by: Any,
        comment: str = "",
        base: "Version | None" = None,
    ) -> "Version":
        """Keep a snapshot as a new draft of `row`. The public row stays as it is.

        Call it after the transaction in which the snapshot was taken has been rolled back: owned
        rows that neither exist then nor stood in `base` (what the editor started from; default:
        the newest version) get draft numbers. The new draft holds the words of an open `base`.
        """
        with transaction.atomic():
            row, present = locked_snapshot(row)
            newest = self._keep(row, present)
            built_on = [*base.built_on, base.number] if base and base.is_open() else []
            base = base or newest
            known = {*keys_of(present), *(keys_of(base.snapshot) if base else ())}
            snapshot = with_draft_numbers(snapshot, known)
            return self.new_draft(row, snapshot, by, comment, _after(newest), built_on)

    def new_draft(
        self,
        row: Published,
        snapshot: Snapshot,
        by: Any,
        comment: str,
        number: int | None = None,
        built_on: Iterable[int] = (),
    ) -> "Version":
        """Keep the snapshot as it stands. Earlier drafts that were not sent are past."""
        self.history_of(row).filter(state__in=REPLACED_BY_DRAFT).update(state=S.SUPERSEDED)
        return self._add(row, snapshot, by, number, comment=comment, built_on=list(built_on))

    def keep_as_it_is(self, row: Published) -> Snapshot:
        """Record what the row says now, if it was ever public and no version says the same.

        So it is with rows from before there were versions, and with changes made past them. The
        answer is the present snapshot.
        """
        present = take(row)
        self._keep(row, present)
        return present

    def _keep(self, row: Published, said: Snapshot) -> "Version | None":
        """`keep_as_it_is` of what the row said; the newest version."""
        known = self.standing_of(row)
        newest = known[0] if known else None
        if row.state == State.DRAFT:
            return newest
        shown = next((each for each in known if each.state == S.PUBLISHED), None)
        if shown and shown.snapshot == said:
            return newest
        if shown:
            self.filter(pk=shown.pk).update(state=S.SUPERSEDED)
        since = {"state": S.PUBLISHED, "published_at": row.updated}
        return self._add(row, said, None, _after(newest), comment=AS_IT_WAS, **since)

    def changed_past_forms(
        self, before: Published, said: Snapshot, by: Any, comment: str
    ) -> "Version":
        """What the row says now becomes its newest version: a draft, or what was published.

        `before` and `said` are the row and its snapshot before the change. As after any other
        publishing, older drafts are past; see `recording`.
        """
        self._keep(before, said)
        row = locked(before)
        if row.state == State.DRAFT:
            return self.new_draft(row, take(row), by, comment)
        past = [S.PUBLISHED, *REPLACED_BY_PUBLISHED]
        self.history_of(row).filter(state__in=past).update(state=S.SUPERSEDED)
        now = {"state": S.PUBLISHED, "published_by": by, "published_at": timezone.now()}
        return self._add(row, take(row), by, comment=comment, **now)

    def published_set(self, rows: Iterable[Published], by: Any) -> "list[Version]":
        """Publish the latest draft of each row, all or none; rows that are new go live with it.

        Live and archived rows without a draft stay as they are. Raises NotAllowed or CannotApply.
        """
        published = []
        with transaction.atomic():
            for row in rows:
                version = self.latest_draft_of(row)
                if version is None and row.state == State.DRAFT:
                    version = self._add(row, take(row), by)
                if version:
                    published.append(version.publish(by))
            self.free_companions(by)
        return published

    def free_companions(self, by: Any) -> None:
        """Take back the times of those whose leader is on its way no longer."""
        waiting = self.filter(state=S.SCHEDULED, goes_with__isnull=False)
        for each in waiting.exclude(goes_with__state=S.SCHEDULED):
            each.take_time_back(by)

    def _add(
        self,
        row: Published,
        snapshot: Snapshot,
        by: Any,
        number: int | None = None,
        **fields: Any,
    ) -> "Version":
        if number is None:
            number = _after(self.history_of(row).first())
        return self.create(
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            number=number,
            snapshot=snapshot,
            author=by,
            author_name=(by.get_full_name() or by.get_username()) if by else "",
            **fields,
        )


def _after(newest: "Version | None") -> int:
    """The number of the version that follows."""
    return newest.number + 1 if newest else 1
