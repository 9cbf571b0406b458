"""Versions: what a row of content said, says or is to say, and its way to the public."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from localoffer.plain_text.fields import CharField, JSONField, TextField
from localoffer.publishing.applying import apply
from localoffer.publishing.snapshots import Key, keys_of, renumbered, take

from .companions import WithCompanions
from .content import Published
from .version_queryset import VersionQuerySet, locked
from .version_states import OPEN, PUBLISHABLE, REPLACED_BY_PUBLISHED, NotAllowed, VersionState

S = VersionState
CHANGED_MEANWHILE = "Somebody else has changed this version meanwhile. Load the page again."


def _person(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        **options,
    )


class Version(WithCompanions, models.Model):
    """One snapshot of a row. Every step names who takes it; None is the clock.

    Two people may hold the same version in two processes. A step only counts for the one whose
    copy is still true in the database; the other gets NotAllowed and nothing changes.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    number = models.PositiveIntegerField()
    snapshot = JSONField()
    # Numbers of the open versions it was made from: it holds their words, so that they are past
    # when it is published.
    built_on = JSONField(default=list, editable=False)
    state = CharField(max_length=20, choices=VersionState, default=S.DRAFT)
    comment = TextField("what changed, and why", blank=True)
    wanted = TextField("what should be changed", blank=True)
    author = _person()
    # Kept when the account goes.
    author_name = CharField("author", max_length=300, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    submitted_by = _person()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = _person(help_text="Who asked for changes last.")
    approved_by = _person()
    approved_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    # The version at whose time it goes out, both or none.
    goes_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="companions"
    )
    published_by = _person()
    published_at = models.DateTimeField(null=True, blank=True)
    # Staff see it until the version is published or given another time.
    problem = TextField("why it could not be published in time", blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "number"],
                name="publishing_version_number_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state="published"),
                name="publishing_version_one_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="publishing_version_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
                name="publishing_version_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="publishing_version_published_has_time",
            ),
        ]
        indexes = [
            # The loop asks for what is due, the dashboard for what waits.
            models.Index(fields=["state", "publish_at"], name="publishing_version_due"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def is_open(self) -> bool:
        return self.state in OPEN

    def submit(self, by: Any) -> "Version":
        """Ask a publisher to approve it."""
        now = timezone.now()
        return self._move("submitted", [S.DRAFT], S.SUBMITTED, submitted_by=by, submitted_at=now)

    def request_changes(self, by: Any, comment: str) -> "Version":
        """Send it back with what should be changed."""
        if not comment.strip():
            raise NotAllowed("Say what should be changed.")
        waiting = [S.SUBMITTED, S.APPROVED]
        return self._move("sent back", waiting, S.CHANGES_REQUESTED, reviewed_by=by, wanted=comment)

    def approve(self, by: Any) -> "Version":
        return self._move(
            "approved",
            [S.DRAFT, S.SUBMITTED],
            S.APPROVED,
            approved_by=by,
            approved_at=timezone.now(),
        )

    def unschedule(self, by: Any) -> "Version":
        """Take the time back, also its companions'. It stays approved, unless newer words are
        public by now."""
        self.require_no_leader()
        with transaction.atomic():
            self.take_time_back(by)
            Version.objects.free_companions(by)
        return self

    def take_time_back(self, by: Any) -> "Version":
        now = timezone.now()
        same_row = Version.objects.filter(content_type=self.content_type, object_id=self.object_id)
        is_past = same_row.filter(state=S.PUBLISHED, number__gt=self.number).exists()
        return self._move(
            "taken back",
            [S.SCHEDULED],
            S.SUPERSEDED if is_past else S.APPROVED,
            publish_at=None,
            goes_with=None,
            problem="",
            approved_by=by,
            approved_at=now,
        )

    def publish(self, by: Any) -> "Version":
        """Make the row say what this version says, and show it. All of it happens, or nothing.

        Raises NotAllowed or CannotApply. A version is published once, whoever tries again.
        """
        self._require(PUBLISHABLE, "published")
        with transaction.atomic():
            row = self._locked_row()
            Version.objects.keep_as_it_is(row)
            numbers = apply(row, self.snapshot, for_good=True)
            if why := row.unfinished():
                raise NotAllowed(why)
            row.publish()  # this also tells everybody that public content changed
            self._replace_others(row, numbers)
            now = timezone.now()
            change = {"snapshot": take(row), "published_by": by, "published_at": now}
            return self._move("published", PUBLISHABLE, S.PUBLISHED, problem="", **change)

    def restore(self, by: Any) -> "Version":
        """A new draft that says the same."""
        with transaction.atomic():
            row = self._locked_row()
            Version.objects.keep_as_it_is(row)
            comment = f"As in version {self.number}."
            return Version.objects.new_draft(row, self.snapshot, by, comment)

    def discard(self, by: Any) -> "Version":
        """Give up what is not published yet. It stays in the history."""
        self.require_no_leader()
        with transaction.atomic():
            self._move("discarded", OPEN, S.SUPERSEDED, reviewed_by=by)
            Version.objects.free_companions(by)
        return self

    def _locked_row(self) -> Published:
        if self.row is None:
            raise NotAllowed("What this version belongs to has been deleted.")
        row = locked(self.row)
        if row.binned:
            raise NotAllowed(
                f"This {row._meta.verbose_name} has been deleted. Bring it back first."
            )
        return row

    def _replace_others(self, row: Published, numbers: dict[Key, int]) -> None:
        """Earlier versions are past. Drafts built on this one learn the keys of its new rows."""
        history = Version.objects.history_of(row)
        history.filter(state=S.PUBLISHED).update(state=S.SUPERSEDED)
        waiting = history.filter(number__lt=self.number, state__in=REPLACED_BY_PUBLISHED)
        waiting.update(state=S.SUPERSEDED)
        history.filter(number__in=self.built_on, state=S.SCHEDULED).update(state=S.SUPERSEDED)
        for draft in history.filter(number__gt=self.number, state__in=OPEN):
            if numbers.keys() & set(keys_of(draft.snapshot)):
                draft.snapshot = renumbered(draft.snapshot, numbers)
                draft.save(update_fields=["snapshot"])

    def _require(self, allowed: Iterable[VersionState], done: str) -> None:
        if self.state not in allowed:
            raise NotAllowed(
                f"This version cannot be {done}: its state is “{self.get_state_display()}”."
            )

    def _move(
        self, done: str, allowed: Iterable[VersionState], to: VersionState, **fields: Any
    ) -> "Version":
        """Change the state, if the database still has the version as we know it."""
        self._require(allowed, done)
        as_known = Version.objects.filter(pk=self.pk, state=self.state, publish_at=self.publish_at)
        if not as_known.update(state=to, **fields):
            raise NotAllowed(CHANGED_MEANWHILE)
        for name, value in {"state": to, **fields}.items():
            setattr(self, name, value)
        return self
