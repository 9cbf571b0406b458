"""What a person may edit beyond what their role says: which kinds of content."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

EDIT_EVERYWHERE = "people.edit_everywhere"


class Remit(models.Model):
    """Narrows a person, whatever their role. Nothing narrows a superuser."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="person", related_name="remit"
    )
    kinds = models.ManyToManyField(
        ContentType,
        blank=True,
        verbose_name="kinds of content",
        related_name="+",
        help_text="They see and edit these only. Tick also what these belong to, such as the sets "
        "of questions.",
    )

    class Meta:
        permissions = [("edit_everywhere", "Can edit content of every kind")]

    def __str__(self) -> str:
        return f"What {self.user} may edit"


def kinds_of(user: Any) -> frozenset[str] | None:
    """Labels of the kinds that a person is narrowed to, such as 'events.event'; None for all.

    Who has no remit edits everywhere or nowhere, by their role. It is asked once for each request:
    every request has a user object of its own.
    """
    if not hasattr(user, "kinds_in_remit"):
        user.kinds_in_remit = _kinds_of(user)
    return user.kinds_in_remit


def _kinds_of(user: Any) -> frozenset[str] | None:
    if user.is_superuser:
        return None
    kinds = list(Remit.objects.filter(user=user.pk).values_list("kinds__app_label", "kinds__model"))
    if not kinds and user.has_perm(EDIT_EVERYWHERE):
        return None
    return frozenset(f"{app}.{model}" for app, model in kinds if app)


def covers(user: Any, model: type[models.Model]) -> bool:
    """Whether this kind of content is among what the person may see and edit."""
    kinds = kinds_of(user)
    return kinds is None or model._meta.label_lower in kinds


def may(user: Any, action: str, model: type[models.Model]) -> bool:
    """Whether role and remit allow 'view', 'add', 'change', 'delete' or 'publish' for a kind."""
    opts = model._meta
    return user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}") and covers(user, model)
