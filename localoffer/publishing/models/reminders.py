"""Which reminders of reviews were written, so that each is written once."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from localoffer.plain_text.fields import CharField

# Longer than any stage of a review lasts, so that no reminder is written again.
KEPT_FOR = timedelta(days=100)


class WrittenReminderQuerySet(models.QuerySet):
    def forget(self, now: datetime) -> None:
        self.filter(written__lt=now - KEPT_FOR).delete()


class WrittenReminder(models.Model):
    """One stage of the review of one row; several stand together in one e-mail to their owner."""

    key = CharField(max_length=200, unique=True)
    written = models.DateTimeField(default=timezone.now)

    objects = WrittenReminderQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
