"""Old addresses and where they lead now. This slice knows paths only, never a kind of content."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from localoffer.plain_text.fields import AddressField

from .addresses import LONGEST, new_address, old_address, parameters, parents

CIRCLE = "This would send people round in a circle: the new address leads back to the old one."
# Any number that nothing else in this database locks with.
LOCK = 20_260_911


def one_writer() -> None:
    """Two people could each write half a circle. On SQLite a transaction that writes is alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


class RedirectQuerySet(models.QuerySet):
    def acting_at(self, address: str) -> "Redirect | None":
        """The one for visitors of a stored address: of those whose parameters all came along, the
        one with the most. Capitals in a path count only where two differ in nothing else."""
        parts = urlsplit(address)
        if parts.netloc:
            return None
        same_path = Q(old_path__iexact=parts.path) | Q(old_path__istartswith=f"{parts.path}?")
        fitting = [each for each in self.filter(same_path) if each.acts_at(address)]
        return max(fitting, key=lambda each: each.nearness(parts.path), default=None)

    def nearest_above(self, path: str) -> "Redirect | None":
        """The one of the nearest page above a stored path that moved by itself."""
        above = parents(path)
        found = {each.old_path: each for each in self.filter(old_path__in=above, automatic=True)}
        return next((found[each] for each in above if each in found), None)

    def leading_to(self, redirect: "Redirect") -> "RedirectQuerySet":
        """Those that lead to where this one acts."""
        near = self.filter(new_path__istartswith=redirect.path)
        return self.filter(pk__in=[each.pk for each in near if redirect.acts_at(each.new_path)])


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
            before = Redirect.objects.exclude(pk=self.pk).leading_to(self)
            before.update(new_path=self.new_path)

    @property
    def path(self) -> str:
        """The old address without its parameters."""
        return self.old_path.partition("?")[0]

    @property
    def parameters(self) -> set[tuple[str, str]]:
        return parameters(self.old_path.partition("?")[2])

    def acts_at(self, address: str) -> bool:
        """Whether it leads visitors of a stored address away; more parameters may come along."""
        parts = urlsplit(address)
        same_path = not parts.netloc and self.path.lower() == parts.path.lower()
        return same_path and self.parameters <= parameters(parts.query)

    def keeps_at(self, address: str) -> bool:
        """Whether it would lead visitors of a stored address there again. '/Page/' may lead to
        '/page/', which is a page."""
        return self.acts_at(address) and self.path == urlsplit(address).path

    def nearness(self, path: str) -> tuple[bool, int]:
        return self.path == path, len(self.parameters)

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
        following = Redirect.objects.exclude(pk=self.pk).acting_at(self.new_path)
        end = following.new_path if following else self.new_path
        if self.keeps_at(self.new_path) or self.keeps_at(end):
            raise ValidationError({"new_path": CIRCLE})
        self.new_path = end
