"""What a row was before it was archived, so that it can come back as it was."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from localoffer.plain_text.fields import CharField


class ArchivingQuerySet(models.QuerySet):
    def of(self, row: models.Model) -> "ArchivingQuerySet":
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk)

    def of_kind(self, model: type[models.Model]) -> "ArchivingQuerySet":
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def note(self, row: Any, act: UUID | None) -> None:
        """Call it before the state of the row changes; what was noted of it before goes."""
        self.of(row).delete()
        kind = ContentType.objects.get_for_model(row)
        kept = {"state": row.state, "updated": row.updated, "act": act or uuid4()}
        self.create(content_type=kind, object_id=row.pk, **kept)


class Archiving(models.Model):
    """One for each row at most. Rows that one person archived in one act share its `act`."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    act = models.UUIDField(db_index=True)
    at = models.DateTimeField(default=timezone.now)
    state = CharField(max_length=10)
    updated = models.DateTimeField()

    objects = ArchivingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="publishing_archiving_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "live"]), name="publishing_archiving_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} until {self.at}"
