"""What every kind of content shares: a state, a time to be seen, an owner and a date of review."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from localoffer.plain_text.fields import CharField, EmailField, SlugField, TextField
from localoffer.publishing.addresses import appears, follow, moves
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.completeness import in_a_sentence, missing_in
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.text_pattern import NOT_AN_ADDRESS, IsSlug

from .archivings import Archiving
from .version_states import NotAllowed


class ContentVersion(models.Model):
    """The one row that `content_version` reads and changes."""

    token = CharField(max_length=32)
    # What came and went by itself until then has changed the token (see tasks.py).
    reached = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="publishing_contentversion_one_row")
        ]

    def __str__(self) -> str:
        return self.token


# Deleted content can be brought back for so long.
BIN_DAYS = 30


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    LIVE = "live", "Live"
    ARCHIVED = "archived", "Archived"


def default_review_date():
    """A year from today: SEND Code of Practice 4.9 asks for a review at least once a year."""
    return timezone.localdate() + timedelta(days=365)


class PublishedQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> "PublishedQuerySet":
        """Rows the public may see at a moment (default: now)."""
        at = at or timezone.now()
        return self.filter(
            Q(live_from__isnull=True) | Q(live_from__lte=at),
            Q(expires__isnull=True) | Q(expires__gt=at),
            state=State.LIVE,
        )

    def out_of_bin(self) -> "PublishedQuerySet":
        return self.filter(binned__isnull=True)

    def in_bin(self) -> "PublishedQuerySet":
        return self.filter(binned__isnull=False)

    def stale(self) -> "PublishedQuerySet":
        """Rows with words that somebody must check because others have changed; a kind without
        such words has none."""
        return self.none()

    def overdue(self) -> "PublishedQuerySet":
        """Live rows whose date of review has passed."""
        return self.live().filter(review_by__lt=timezone.localdate())


def live_needs(*fields: str, name: str, also: Q | None = None) -> models.CheckConstraint:
    """For texts: a draft may lack them, what families see may not. `also`: what else must hold."""
    complete = also or Q()
    for field in fields:
        complete &= ~Q((field, ""))
    return models.CheckConstraint(condition=~Q(state="live") | complete, name=name)


class Published(ChangesContent):
    """Abstract base of all content. A subclass's Meta inherits `Published.Meta`."""

    title = CharField(max_length=200)
    slug = SlugField(
        "address",
        max_length=100,
        unique=True,
        help_text="The last part of the web address. Small letters, numbers and hyphens.",
    )
    summary = CharField(
        max_length=250,
        blank=True,
        help_text="One or two plain sentences, shown in lists and by search engines.",
    )
    state = CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    live_from = models.DateTimeField(
        "show from",
        null=True,
        blank=True,
        help_text="Leave empty to show it as soon as it is live.",
    )
    expires = models.DateTimeField(
        "show until", null=True, blank=True, help_text="Leave empty to keep it."
    )
    review_by = models.DateField(
        "review by",
        default=default_review_date,
        help_text="When somebody must check that this is still right.",
    )
    owner = EmailField(
        blank=True,
        help_text="Who keeps this right. They need no account. Never shown to the public.",
    )
    notes = TextField("private notes", blank=True, help_text="Only staff see these.")
    created = models.DateTimeField(auto_now_add=True, editable=False)
    updated = models.DateTimeField(auto_now=True, editable=False)
    binned = models.DateTimeField(null=True, editable=False)

    # The foreign key to the content that a row is part of, such as the guide of a page.
    part_of = ""
    # Kinds whose rows have no page of their own (a glossary term) say False.
    in_sitemap = True
    shows_between = ("live_from", "expires")
    # Fields of a kind that are no part of its versions: they count as soon as they are saved.
    counts_at_once: frozenset[str] = frozenset()
    # Fields that may say that something is not decided yet (a kind of row owned has them too).
    may_be_open: frozenset[str] = frozenset()
    # Fields that families never read.
    unread = frozenset({"owner", "notes"})

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        # Editors change drafts; whoever may publish decides what the public sees.
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=Q(IsSlug("slug")) | Q(slug="") & ~Q(state=State.LIVE),
                name="%(app_label)s_%(class)s_slug",
                violation_error_message=NOT_AN_ADDRESS,
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "live", "archived"]),
                name="%(app_label)s_%(class)s_state_known",
            ),
            live_needs("title", "slug", name="%(app_label)s_%(class)s_live_is_named"),
            models.CheckConstraint(
                condition=Q(live_from__isnull=True)
                | Q(expires__isnull=True)
                | Q(expires__gt=F("live_from")),
                name="%(app_label)s_%(class)s_expires_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Where a row that families know gets another address, its old one leads there."""
        before = self._meta.base_manager.filter(pk=self.pk).first() if self.pk else None
        if not (moves(before, self) or appears(before, self)):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            follow(before, self)

    def clean(self) -> None:
        super().clean()
        if self.live_from and self.expires and self.expires <= self.live_from:
            raise ValidationError({"expires": "Choose a time after the time in 'show from'."})

    def is_live(self, at: datetime | None = None) -> bool:
        """Say for one row what `live()` says in the database."""
        at = at or timezone.now()
        return (
            self.state == State.LIVE
            and (self.live_from is None or self.live_from <= at)
            and (self.expires is None or self.expires > at)
        )

    def state_in_words(self) -> str:
        """What staff need to know: the stored state and what follows from the dates."""
        if self.state != State.LIVE:
            return self.get_state_display()
        now = timezone.now()
        if self.live_from and self.live_from > now:
            return "Scheduled"
        if self.expires and self.expires <= now:
            return "Expired"
        return "Live"

    def is_overdue(self) -> bool:
        return self.is_live() and self.review_by < timezone.localdate()

    def stale_in_words(self) -> str:
        """What of the row is stale."""
        return ""

    def other_addresses(self) -> list[str]:
        """Those of its own that do not lie below its page, such as a calendar file: when the page
        moves, their old ones lead to the new ones as well."""
        return []

    def members(self) -> list["Published"]:
        """Content that can be published with this row in one act, such as the pages of a guide."""
        return []

    def whole(self) -> "Published":
        """What this row is part of, for previews: the row itself where there is none."""
        return (getattr(self, self.part_of) if self.part_of else None) or self

    def reviewed(self, by: Any) -> None:
        """Somebody read it and says: still right. That is no edit, so `updated` stays."""
        self.review_by = default_review_date()
        with transaction.atomic():
            self.save(update_fields=["review_by"])
            said = f"Reviewed, still right. Next review by {self.review_by:%d %B %Y}."
            LogEntry.objects.log_actions(by.pk, [self], CHANGE, said)

    def poster_note(self) -> str:
        """What must not be missed beside the title on a poster; empty for most kinds."""
        return ""

    def lacks(self) -> dict[str, str]:
        """{field: what to call it}: what this row lacks to be public beside the fields that every
        row of its kind needs (completeness.py)."""
        return {}

    def unfinished(self) -> str:
        """Why it cannot be public as it is: a sentence to the editor; empty when it can."""
        return in_a_sentence(self, missing_in(self))

    def contradictions(self) -> Iterable[Contradiction]:
        """What its fields, and those of the rows it owns, say against each other. A draft may lack
        anything."""
        return ()

    def publish(self) -> None:
        self.state = State.LIVE
        self.save()

    def archive(self, act: UUID | None = None) -> None:
        """Families see it no longer; `unarchive` brings it back. `act` names what is archived
        together."""
        if self.state == State.ARCHIVED:
            return
        with transaction.atomic():
            Archiving.objects.note(self, act)
            self.state = State.ARCHIVED
            self.save()

    def unarchive(self) -> None:
        """Bring it back in the state that it had, and as old as it was. Raises NotAllowed."""
        kept = Archiving.objects.of(self).first() if self.state == State.ARCHIVED else None
        if self.binned or kept is None:
            raise NotAllowed(self.why_not_unarchived())
        with transaction.atomic():
            if kept.state == State.LIVE:
                if why := self.unfinished():
                    raise NotAllowed(why)
                self.publish()
            else:
                self.state = kept.state
                self.save()
            self._meta.base_manager.filter(pk=self.pk).update(updated=kept.updated)
            self.updated = kept.updated
            kept.delete()

    def why_not_unarchived(self) -> str:
        """For a row that `unarchive` has nothing to bring back to."""
        if self.binned:
            return "It is in the bin. Bring it back from there first."
        if self.state != State.ARCHIVED:
            return "It is not archived."
        return "What it was before is not known. Open it, and publish it."

    def put_in_bin(self) -> None:
        """Nobody but staff sees it, and it is gone for good after `BIN_DAYS`."""
        if self.binned:
            return
        with transaction.atomic():
            self.archive()
            self.binned = timezone.now()
            self.save()

    def take_from_bin(self) -> None:
        """Back among the archived, from where it can be published again."""
        self.binned = None
        self.save()


def published_models() -> list[type[Published]]:
    """Every kind of content: all models that inherit `Published`, in the order of the apps."""
    return [model for model in apps.get_models() if issubclass(model, Published)]
