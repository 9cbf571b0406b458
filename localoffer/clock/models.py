"""When the clock went last, so that it is noticed when it stands still."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class LastRound(models.Model):
    """One row. It is written at most once in `EVERY` seconds, however many processes run."""

    EVERY = 30

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="clock_lastround_one_row")]

    def __str__(self) -> str:
        return f"{self.at}"

    @classmethod
    def when(cls) -> datetime | None:
        return cls.objects.filter(pk=1).values_list("at", flat=True).first()
