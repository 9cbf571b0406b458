"""E-mail as rows: written in the transaction of what causes it, sent later."""

from datetime import datetime, timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from localoffer.plain_text.fields import CharField, EmailField, TextField

from .private_links import without_private_links

# How long after each attempt the next one may start; the last wait goes on for ever. The first is
# also the time in which a message that is being sent belongs to the process that sends it.
WAITS = [timedelta(minutes=m) for m in (5, 15, 60, 4 * 60, 12 * 60, 24 * 60)]
STUCK_AFTER = 3
KEPT_FOR = timedelta(days=90)


def new_message_id() -> str:
    """Kept through all attempts: a mail program that gets the message twice shows it once."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class MessageQuerySet(models.QuerySet):
    def waiting(self) -> "MessageQuerySet":
        return self.filter(sent__isnull=True)

    def due(self, now: datetime) -> "MessageQuerySet":
        return self.waiting().filter(due__lte=now).order_by("due", "pk")

    def stuck(self) -> "MessageQuerySet":
        """What failed several times: staff should look."""
        return self.waiting().filter(attempts__gte=STUCK_AFTER)

    def try_again(self, now: datetime) -> int:
        """Make failed ones due at once; those that a process is sending just now stay alone."""
        over = Q(attempts=0) | ~Q(last_error="") | Q(tried__lt=now - WAITS[0])
        return self.waiting().filter(over).update(due=now, attempts=0)

    def forget(self, now: datetime) -> int:
        """Delete what was sent long ago: addresses are kept no longer than they are of use."""
        return self.filter(sent__lt=now - KEPT_FOR).delete()[0]


class Message(models.Model):
    """One plain e-mail to one person. Write it with `writing.write`."""

    key = CharField(
        max_length=200, unique=True, help_text="What caused it, without anything personal."
    )
    to = EmailField(max_length=254)
    subject = CharField(max_length=200)
    body = TextField()
    message_id = CharField(max_length=200, unique=True, default=new_message_id)
    created = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField("next try", default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    tried = models.DateTimeField("last try", null=True)
    sent = models.DateTimeField(null=True)
    last_error = CharField("why it was not sent", max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail"
        ordering = ["-created", "-pk"]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(sent__isnull=True), name="outbox_message_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def claim(self, now: datetime) -> bool:
        """Take it for this process until the next attempt is due; False if another was faster.

        Should this process die while sending, the message is tried again then.
        """
        wait = WAITS[min(self.attempts, len(WAITS) - 1)]
        as_known = Message.objects.waiting().filter(
            pk=self.pk, due=self.due, attempts=self.attempts
        )
        attempts = self.attempts + 1
        claimed = as_known.update(attempts=attempts, due=now + wait, tried=now, last_error="")
        self.attempts = attempts
        return bool(claimed)

    def is_sent(self) -> None:
        """From now on nobody needs its private links: they are not kept."""
        Message.objects.filter(pk=self.pk).update(
            sent=timezone.now(), last_error="", body=self.public_body()
        )

    def public_body(self) -> str:
        """For everybody but the person it is for."""
        return without_private_links(self.body)

    def has_failed(self, why: str) -> None:
        """Some mail servers quote what they refuse."""
        longest = self._meta.get_field("last_error").max_length
        said = without_private_links(why)[:longest]
        Message.objects.filter(pk=self.pk).update(last_error=said)
