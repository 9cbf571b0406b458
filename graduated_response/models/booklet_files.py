"""The files that were made of the booklet, and its editions, which stay as they are."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import CharField, JSONField, SlugField
from localoffer.publishing import content_version
from localoffer.publishing.content_version import ChangesContent

# Addresses below /graduated-response/booklet/ that the site needs itself.
RESERVED = frozenset({"ask"})


class BookletEdition(ChangesContent):
    """The booklet as it was on one day. Its files stay at their addresses, whatever changes."""

    name = CharField(
        max_length=60, unique=True, help_text="Printed on its cover, for example 2026."
    )
    slug = SlugField(
        "address", max_length=50, unique=True, help_text="Its files stay there for good."
    )
    dated = models.DateField("date", default=timezone.localdate)
    note = CharField(
        max_length=250,
        blank=True,
        help_text="Shown beside it, for example what is new. Families see it.",
    )
    content = JSONField(editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "edition of the booklet"
        verbose_name_plural = "editions of the booklet"
        ordering = ["-dated", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("graduated_response:booklet_edition", args=[self.slug])

    def clean(self) -> None:
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": f"The site needs the address “{self.slug}” itself. Choose another one."}
            )


class BookletBuild(models.Model):
    """The making of the files of one booklet: the current one, or an edition.

    `seen` is the state of the site that was last looked at, `digest` what the files were made
    from, `tried` what could not be made. A process that makes them has it until `taken_until`.
    """

    CURRENT = "current"
    TAKEN_FOR = timedelta(minutes=5)
    AGAIN_AFTER = timedelta(minutes=10)

    key = SlugField(max_length=60, unique=True)
    edition = models.OneToOneField(BookletEdition, models.CASCADE, null=True, related_name="build")
    seen = CharField(max_length=100, blank=True)
    digest = CharField(max_length=64, blank=True)
    made = models.DateTimeField(null=True)
    taken_until = models.DateTimeField(null=True)
    tried = CharField(max_length=64, blank=True)
    again = models.DateTimeField(null=True)
    problem = CharField("why it failed", max_length=500, blank=True)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def of_current(cls) -> "BookletBuild":
        return cls.objects.get_or_create(key=cls.CURRENT)[0]

    def has_seen(self, state: str) -> None:
        BookletBuild.objects.filter(pk=self.pk).update(seen=state)

    def may_try(self, digest: str, now: datetime) -> bool:
        """What failed is tried again after some minutes, and at once when it has changed."""
        return digest != self.tried or self.again is None or self.again <= now

    def take(self, now: datetime) -> bool:
        """Take it for this process; False if another was faster, or may still be at work."""
        free = Q(taken_until=None) | Q(taken_until__lt=now)
        mine = BookletBuild.objects.filter(free, pk=self.pk, digest=self.digest, made=self.made)
        return bool(mine.update(taken_until=now + self.TAKEN_FOR))

    @transaction.atomic
    def is_made(self, files: list["BookletFile"], digest: str, now: datetime) -> None:
        """Put these files in the place of those before, all at once."""
        self.files.current().update(replaced=now)
        BookletFile.objects.bulk_create(files)
        BookletBuild.objects.filter(pk=self.pk).update(
            digest=digest, made=now, taken_until=None, tried="", again=None, problem=""
        )
        content_version.bump()

    def has_failed(self, digest: str, problem: str, now: datetime) -> None:
        """The files that are there stay."""
        longest = self._meta.get_field("problem").max_length
        BookletBuild.objects.filter(pk=self.pk).update(
            taken_until=None, tried=digest, again=now + self.AGAIN_AFTER, problem=problem[:longest]
        )


class BookletFileQuerySet(models.QuerySet):
    def current(self) -> "BookletFileQuerySet":
        return self.filter(replaced=None)


class BookletFile(models.Model):
    """One format of a build. A file that was replaced stays an hour, for those who load it."""

    build = models.ForeignKey(BookletBuild, models.CASCADE, related_name="files")
    format = SlugField(max_length=20)
    file = models.FileField(max_length=200)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True)
    sha256 = CharField(max_length=64)
    # The hash of the style sheet inside a web page, for its Content Security Policy.
    sheet = CharField(max_length=64, blank=True)
    replaced = models.DateTimeField(null=True)

    objects = BookletFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["build", "format"],
                condition=Q(replaced=None),
                name="graduated_response_bookletfile_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.build}: {self.format}"
