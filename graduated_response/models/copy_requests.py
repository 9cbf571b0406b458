"""Asking for the booklet on paper or in another format (SEND Regulations 2014, regs 54 and 57)."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from localoffer.plain_text.fields import CharField, EmailField, TextField

# The first migration of the table finds `new_reference` here.
from localoffer.submissions.models import Submission, new_reference  # noqa: F401

# What people tell us about themselves is kept no longer than it is of use.
AFTER_DONE = timedelta(days=30)
AT_MOST = timedelta(days=180)


class CopyRequestQuerySet(models.QuerySet):
    def to_forget(self, now: datetime) -> "CopyRequestQuerySet":
        return self.filter(Q(closed__lt=now - AFTER_DONE) | Q(created__lt=now - AT_MOST))


class CopyRequest(Submission):
    """One person's request. It says about them only what is needed to send something."""

    class Wanted(models.TextChoices):
        PAPER = "paper", "A paper copy"
        LARGE = "large", "A paper copy in large print"
        CREAM = "cream", "A paper copy, black on cream paper"
        EASY_READ = "easy-read", "Easy Read"
        AUDIO = "audio", "A recording to listen to"
        BRAILLE = "braille", "Braille"
        LANGUAGE = "language", "Another language"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        NEW = "new", "New"
        STARTED = "started", "Being dealt with"
        SENT = "sent", "Sent"
        CLOSED = "closed", "Closed without sending"
        HELD = Submission.HELD, "Held back: perhaps sent by a program"

    told_as = "copy request"
    OPEN = (Status.NEW, Status.STARTED, Status.HELD)

    wanted = CharField("what they would like", max_length=10, choices=Wanted)
    name = CharField("name", max_length=100, blank=True)
    email = EmailField("e-mail", blank=True)
    phone = CharField(max_length=40, blank=True)
    address = TextField("postal address", max_length=500, blank=True)
    more = TextField("anything else", max_length=1000, blank=True)
    status = CharField(max_length=10, choices=Status, default=Status.NEW)
    created = models.DateTimeField("asked", default=timezone.now, editable=False)
    closed = models.DateTimeField(null=True, editable=False)

    objects = CopyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a copy"
        verbose_name_plural = "requests for copies"
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["new", "started", "sent", "closed", "held"]),
                name="graduated_response_copyrequest_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["sent", "closed"], closed__isnull=False)
                | Q(status__in=["new", "started", "held"], closed=None),
                name="graduated_response_copyrequest_closed_when_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_wanted_display()}"

    def save(self, *args: object, **kwargs: object) -> None:
        """The day from which its deletion is counted follows its status."""
        if self.status in self.OPEN:
            self.closed = None
        else:
            self.closed = self.closed or timezone.now()
        super().save(*args, **kwargs)
