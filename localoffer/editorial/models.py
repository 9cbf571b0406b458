"""What staff confirmed, and the links to other sites with how they answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from localoffer.plain_text.fields import AddressField, CharField
from localoffer.publishing.models import Published

# A link counts as broken after failing on so many different days.
FAILURES_TO_BE_BROKEN = 3
AGAIN_AFTER = timedelta(days=7)
AGAIN_AFTER_FAILURE = timedelta(days=1)


class ConfirmedQuerySet(models.QuerySet):
    def keys_of(self, row: Published) -> set[str]:
        kind = ContentType.objects.get_for_model(row)
        found = self.filter(content_type=kind, object_id=row.pk)
        return set(found.values_list("key", flat=True))

    def confirm(self, row: Published, keys: Iterable[str], by: Any) -> None:
        """Note that `by` stands for these remarks on the row; a second time changes nothing."""
        kind = ContentType.objects.get_for_model(row)
        rows = [self.model(content_type=kind, object_id=row.pk, key=key, by=by) for key in keys]
        self.bulk_create(rows, ignore_conflicts=True)


class Confirmed(models.Model):
    """Somebody looked at a remark on a row and stands for it. The key tells nobody's name."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    key = CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConfirmedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "confirmed"
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "key"], name="editorial_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class ExternalLinkQuerySet(models.QuerySet):
    def broken(self) -> "ExternalLinkQuerySet":
        return self.filter(failures__gte=FAILURES_TO_BE_BROKEN)

    def due(self, now: datetime) -> "ExternalLinkQuerySet":
        return self.filter(next_check__lte=now).order_by("next_check", "pk")

    def claim(self, link: "ExternalLink", now: datetime) -> bool:
        """Take a due link for this process: nobody else will ask it for a day."""
        due = self.filter(pk=link.pk, next_check=link.next_check)
        again = now + AGAIN_AFTER_FAILURE
        return bool(due.update(next_check=again, last_checked=now))


class ExternalLink(models.Model):
    """An address of another site that live content links to."""

    url = AddressField("address", max_length=2000, unique=True)
    host = CharField(max_length=255, db_index=True)
    last_checked = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField("answer", null=True, blank=True)
    problem = CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("days without success", default=0)
    failed_on = models.DateField(null=True, blank=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link to another site"
        verbose_name_plural = "links to other sites"
        ordering = ["-failures", "host", "url"]

    def __str__(self) -> str:
        return self.url

    def is_broken(self) -> bool:
        return self.failures >= FAILURES_TO_BE_BROKEN

    def record(self, status: int | None, problem: str, now: datetime) -> None:
        """Keep the answer; a problem counts once a day, a success forgets them all."""
        today = timezone.localdate(now)
        if not problem:
            self.failures, self.failed_on = 0, None
        elif self.failed_on != today:
            self.failures, self.failed_on = self.failures + 1, today
        self.status, self.problem, self.last_checked = status, problem, now
        self.next_check = now + (AGAIN_AFTER_FAILURE if problem else AGAIN_AFTER)
        # Not `save`: the link may have gone from all pages meanwhile.
        type(self).objects.filter(pk=self.pk).update(
            failures=self.failures,
            failed_on=self.failed_on,
            status=status,
            problem=problem,
            last_checked=now,
            next_check=self.next_check,
        )


class FoundOn(models.Model):
    """Where a link stands: the page with its path, or the name of what has no page of its own."""

    link = models.ForeignKey(ExternalLink, models.CASCADE, related_name="found_on")
    path = AddressField(max_length=500, blank=True)
    title = CharField(max_length=250)

    class Meta:
        verbose_name_plural = "found on"
        ordering = ["title", "path"]
        constraints = [
            models.UniqueConstraint(fields=["link", "path", "title"], name="editorial_foundon_once")
        ]

    def __str__(self) -> str:
        return self.title


class Collection(models.Model):
    """The one row that says when links were last collected."""

    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="editorial_collection_one_row")
        ]

    def __str__(self) -> str:
        return f"Collected at {self.at:%d %b %Y %H:%M}"


class HardPage(models.Model):
    """A live page that needs a higher reading age than families have (`hard_pages.measure`)."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    age = models.PositiveSmallIntegerField("reading age")

    class Meta:
        ordering = ["-age"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="editorial_hardpage_once"
            )
        ]

    def __str__(self) -> str:
        return f"Age {self.age}"
