"""The files that were made of the booklet, and its editions, which stay as they are."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import CharField, JSONField, SlugField
from localoffer.publishing import cache_token
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.text_pattern import NOT_AN_ADDRESS, IsSlug

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
        constraints = [
            models.CheckConstraint(
                condition=IsSlug("slug"),
                name="graduated_response_bookletedition_slug",
                violation_error_message=NOT_AN_ADDRESS,
            ),
        ]

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

    `seen` is the state of the site that was last looked at, `digest` what the booklet said then:
    the files of that digest say the same. `tried` is what could not be made in all formats. A
    process that makes them has it until `taken_until`.

    `problems` and `notes` are sentences to staff: what could not be made, and what the files show
    otherwise than the pages.
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
    is_complete = models.BooleanField(default=False)
    problems = JSONField(default=list)
    notes = JSONField(default=list)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def of_current(cls) -> "BookletBuild":
        return cls.objects.get_or_create(key=cls.CURRENT)[0]

    def has_seen(self, state: str, digest: str) -> None:
        """What the booklet says in this state of the site has this digest."""
        BookletBuild.objects.filter(pk=self.pk).update(seen=state, digest=digest)

    def has_all(self, state: str, digest: str) -> None:
        """So do all the files."""
        self.has_seen(state, digest)
        BookletBuild.objects.filter(pk=self.pk).update(tried="", again=None, problems=[])

    def is_due_again(self, now: datetime) -> bool:
        return self.again is not None and self.again <= now

    def may_try(self, digest: str, now: datetime) -> bool:
        """What failed is tried again after some minutes, and at once when it has changed."""
        return digest != self.tried or self.again is None or self.again <= now

    def take(self, now: datetime) -> bool:
        """Take it for this process; False if another was faster, or may still be at work."""
        free = Q(taken_until=None) | Q(taken_until__lt=now)
        mine = BookletBuild.objects.filter(free, pk=self.pk, digest=self.digest, made=self.made)
        return bool(mine.update(taken_until=now + self.TAKEN_FOR))

    @transaction.atomic
    def is_made(
        self, outcome: "Outcome", digest: str, now: datetime, token: str, recipe: str
    ) -> None:
        """Put the new files in the place of those before, all at once. What is in `behind` stays,
        and says what it lacks."""
        names = [file.format for file in outcome.files]
        self.files.current().filter(format__in=names).update(replaced=now)
        BookletFile.objects.bulk_create(outcome.files)
        BookletFile.objects.bulk_update(outcome.behind, ["changed"])
        fields = {"made": now} if names else {}
        new_token = cache_token.bump_from(token)
        failed = bool(outcome.problems)
        BookletBuild.objects.filter(pk=self.pk).update(
            digest=digest,
            seen=f"{new_token} {recipe}" if new_token else "",
            taken_until=None,
            tried=digest if failed else "",
            again=now + self.AGAIN_AFTER if failed else None,
            is_complete=not failed,
            problems=outcome.problems,
            notes=outcome.notes,
            **fields,
        )

    def could_not_be_read(self, state: str, problem: str, now: datetime) -> None:
        """What the booklet should say now is not known. The files that are there stay."""
        BookletBuild.objects.filter(pk=self.pk).update(
            seen=state, digest="", tried="", again=now + self.AGAIN_AFTER, problems=[problem]
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
    made = models.DateTimeField(null=True)
    digest = CharField(max_length=64, blank=True)
    # {id: [title, digest]} of its sections, and the titles of those that have changed since.
    marks = JSONField(default=dict)
    changed = JSONField(default=list)
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

    def says_the_same_as_the_pages(self, state: str) -> bool | None:
        """Whether it was made from what the pages say in this state of the site; None while nobody
        has looked."""
        if self.build.seen != state or not self.build.digest:
            return None
        return self.digest == self.build.digest


class Outcome(NamedTuple):
    """What came of making a booklet: new files, older ones that stay, and sentences to staff."""

    files: list[BookletFile]
    behind: list[BookletFile]
    problems: list[str]
    notes: list[str]
