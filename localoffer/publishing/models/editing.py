"""Who has a page open for editing, so that a colleague is told before two of them write."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from .content import Published

# A page left open longer than this is probably forgotten.
OPEN_FOR = timedelta(minutes=30)


class EditingQuerySet(models.QuerySet):
    def of(self, row: Published) -> "EditingQuerySet":
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk)

    def others(self, row: Published, user) -> "EditingQuerySet":
        """Colleagues who opened the page lately and have not saved since."""
        lately = timezone.now() - OPEN_FOR
        return self.of(row).filter(since__gte=lately).exclude(user=user).select_related("user")

    def opened(self, row: Published, user) -> None:
        kind = ContentType.objects.get_for_model(row)
        self.bulk_create(
            [Editing(content_type=kind, object_id=row.pk, user=user, since=timezone.now())],
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "user"],
            update_fields=["since"],
        )

    def closed(self, row: Published, user) -> None:
        self.of(row).filter(user=user).delete()


class Editing(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects = EditingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"], name="publishing_editing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} since {self.since}"
