"""Links by which a colleague without an account sees a page before the public does."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone

from localoffer.people.models import may
from localoffer.plain_text.fields import CharField

from .content import Published

LASTS = timedelta(days=7)


def new_key() -> str:
    """192 random bits: such a key cannot be guessed, and unlike a signature it can be revoked."""
    return secrets.token_urlsafe(24)


def a_week_from_now() -> datetime:
    return timezone.now() + LASTS


class PreviewLinkQuerySet(models.QuerySet):
    def of(self, row: Published) -> "PreviewLinkQuerySet":
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk)

    def working(self) -> "PreviewLinkQuerySet":
        return self.filter(revoked=False, expires__gt=timezone.now())


class PreviewLink(models.Model):
    key = CharField(max_length=40, unique=True, default=new_key, editable=False)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires = models.DateTimeField(default=a_week_from_now)
    revoked = models.BooleanField(default=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-expires"]

    def __str__(self) -> str:
        return f"Preview until {timezone.localtime(self.expires):%d %B %Y, %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("preview", args=[self.key])

    def is_backed(self) -> bool:
        """Whether who made it may still see the page themselves."""
        return self.made_by is not None and may(self.made_by, "view", self.row)
