"""What shows that a thing was said, done or kept: links that outlive the pages they point at."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from localoffer.plain_text.fields import AddressField, CharField

# The path of an address, and what follows it: a query, a place on the page.
PAGE = re.compile(r"([^?#]*)(.*)", re.DOTALL)


def own_address(address: str) -> str:
    """An address of this site as `get_absolute_url()` gives it; any other one as it is.

    People paste "https://our.site/surveys/parents"; rounds are found by "/surveys/parents/".
    """
    address = address.strip()
    if address.startswith(f"{settings.SITE_URL}/"):
        address = address.removeprefix(settings.SITE_URL)
    if not address.startswith("/") or address.startswith("//"):
        return address
    path, rest = PAGE.match(address).groups()
    if not path.endswith("/") and "." not in path.rpartition("/")[2]:
        path += "/"
    return path + rest


class EvidenceQuerySet(models.QuerySet):
    def of_cycle(self) -> "EvidenceQuerySet":
        """Adds `cycle`: the key of the round that the evidence belongs to."""
        return self.annotate(cycle=Coalesce("said__cycle", "did__cycle", "promise__cycle"))


class Evidence(models.Model):
    """A link that shows that a thing was said or done. It points at an address, not at a row, so
    that deleting content never deletes evidence."""

    said = models.ForeignKey(
        "surveys.YouSaid", models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    did = models.ForeignKey(
        "surveys.WeDid", models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    promise = models.ForeignKey(
        "surveys.Promise", models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    label = CharField(max_length=150)
    path = AddressField(
        "address",
        max_length=500,
        db_index=True,
        help_text="For example /surveys/parents/ or https://…",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(said__isnull=False, did__isnull=True, promise__isnull=True)
                    | Q(said__isnull=True, did__isnull=False, promise__isnull=True)
                    | Q(said__isnull=True, did__isnull=True, promise__isnull=False)
                ),
                name="surveys_evidence_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        self.path = own_address(self.path)
        inside = self.path.startswith("/") and not self.path.startswith("//")
        if not inside and not self.path.startswith(("https://", "http://")):
            raise ValidationError({"path": "Start the address with / or https://"})
