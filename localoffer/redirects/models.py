"""Old addresses and where they lead now. This slice knows paths only, never a kind of content."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from localoffer.plain_text.fields import AddressField

from .addresses import LONGEST, new_address, old_address, spellings

CIRCLE = "This would send people round in a circle: the new address leads back to the old one."
# Any number that nothing else in this database locks with.
LOCK = 20_260_911


def one_writer() -> None:
    """Two people could each write half a circle. On SQLite a transaction that writes is alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def met_at(address: str) -> list[str]:
    """The old addresses that a visitor of a new address could meet, the most exact one first."""
    parts = urlsplit(address)
    return [] if parts.netloc else spellings(parts.path, parts.query)


class RedirectQuerySet(models.QuerySet):
    def for_any(self, addresses: list[str]) -> "Redirect | None":
        """The redirect of the first of these old addresses that has one."""
        found = {each.old_path: each for each in self.filter(old_path__in=addresses)}
        return next((found[address] for address in addresses if address in found), None)

    def leading_to(self, old_path: str) -> "RedirectQuerySet":
        """Redirects to an address, whatever parameters or fragment follow it."""
        found = Q(new_path=old_path) | Q(new_path__startswith=f"{old_path}#")
        if "?" not in old_path:
            found |= Q(new_path__startswith=f"{old_path}?")
        return self.filter(found)


class Redirect(models.Model):
    """Acts only where there is no page. No redirect leads to another one: see `save`."""

    old_path = AddressField(
        "old address",
        max_length=LONGEST,
        unique=True,
        error_messages={"unique": "This old address leads somewhere already. Change that one."},
        help_text="The part from the first / on, such as /old-page/",
    )
    new_path = AddressField(
        "new address",
        max_length=LONGEST,
        help_text="A page of this site, such as /new-page/, or one that starts with https://",
    )
    permanent = models.BooleanField(
        default=True, help_text="Search engines then forget the old address."
    )
    automatic = models.BooleanField(
        "made by itself", default=False, editable=False, help_text="Because a page moved."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old_path__startswith="/") & ~Q(old_path__startswith="//"),
                name="redirects_redirect_old_path_is_a_path",
            ),
            models.CheckConstraint(
                condition=(
                    Q(new_path__startswith="/")
                    & ~Q(new_path__startswith="//")
                    & ~Q(new_path__startswith="/\\")
                )
                | Q(new_path__startswith="https://"),
                name="redirects_redirect_new_path_is_safe",
            ),
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")), name="redirects_redirect_leads_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.old_path

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Chains are collapsed: it leads to the end of its chain, and so do those that led to it.

        Raises ValidationError.
        """
        with transaction.atomic():
            one_writer()
            self.clean()
            super().save(*args, **kwargs)
            before = Redirect.objects.exclude(pk=self.pk).leading_to(self.old_path)
            before.update(new_path=self.new_path)

    def clean(self) -> None:
        """One spelling of both addresses, no chain and no circle."""
        errors = {}
        for name, tidy in (("old_path", old_address), ("new_path", new_address)):
            try:
                setattr(self, name, tidy(getattr(self, name)))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        following = Redirect.objects.exclude(pk=self.pk).for_any(met_at(self.new_path))
        end = following.new_path if following else self.new_path
        if self.old_path in {*met_at(self.new_path), *met_at(end)}:
            raise ValidationError({"new_path": CIRCLE})
        self.new_path = end
