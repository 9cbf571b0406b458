"""When the last backup was made, so that it is noticed when none is made any more."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class LastBackup(models.Model):
    """One row."""

    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="backups_lastbackup_one_row")]

    def __str__(self) -> str:
        return f"{self.at}"

    @classmethod
    def when(cls) -> datetime | None:
        return cls.objects.filter(pk=1).values_list("at", flat=True).first()

    @classmethod
    def made(cls, at: datetime) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": at})
