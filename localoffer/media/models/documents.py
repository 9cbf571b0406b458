"""Documents: one address for good, behind which the newest file stands."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info

from localoffer.media.contradictions import of_title
from localoffer.media.inspecting.kinds import DOCUMENTS, KINDS, Kind, choices
from localoffer.media.received import ReceivedDocument
from localoffer.plain_text.fields import CharField, TextField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published, PublishedQuerySet


class HardCopyPlace(ChangesContent):
    """Where families can get documents on paper (SEND Regulations 2014, reg 57)."""

    name = CharField(max_length=150)
    address = TextField()
    hours = CharField("opening hours", max_length=200, blank=True)

    own_names = ("name", "address")

    class Meta:
        verbose_name = "place for paper copies"
        verbose_name_plural = "places for paper copies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(PublishedQuerySet):
    def with_file(self) -> "DocumentQuerySet":
        """Adds `file_kind`, `file_size` and `file_pages` of the current file, for lists."""
        current = DocumentFile.objects.filter(document=OuterRef("pk")).order_by("-number")
        return self.annotate(
            file_kind=Subquery(current.values("kind")[:1]),
            file_size=Subquery(current.values("size")[:1]),
            file_pages=Subquery(current.values("pages")[:1]),
        )


class Document(Published):
    places = models.ManyToManyField(
        HardCopyPlace,
        blank=True,
        verbose_name="on paper at",
        help_text="Where families can get it on paper.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["title"]

    def contradictions(self) -> Iterable[Contradiction]:
        current = self.current() if self.pk else None
        return of_title(self, current.original_name if current else "")

    def get_absolute_url(self) -> str:
        return reverse("media:document", args=[self.slug])

    def lacks(self) -> dict[str, str]:
        return {} if self.pk and self.files.exists() else {"upload": "a file"}

    def file_address(self) -> str:
        """Always gives the current file."""
        return reverse("media:document_file", args=[self.slug])

    def current(self) -> "DocumentFile | None":
        return self.files.first()

    def facts(self) -> str:
        """Needs `with_file()`."""
        return in_words(self.file_kind, self.file_size, self.file_pages)

    def take_file(self, received: ReceivedDocument, by: object) -> "DocumentFile":
        """Put a new file in place. The earlier ones stay, for staff."""
        last = self.files.aggregate(last=Max("number"))["last"] or 0
        return self.files.create(
            number=last + 1,
            file=received.stored(),
            original_name=received.original_name,
            kind=received.kind,
            size=received.size,
            pages=received.pages,
            language=received.language,
            sha256=received.sha256,
            by=by,
        )


class DocumentFile(models.Model):
    """One version of a document's file. What we store of it is ours: name, kind, counts."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    file = models.FileField(max_length=200)
    original_name = CharField(max_length=200)
    kind = CharField("type", max_length=10, choices=choices(DOCUMENTS))
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    language = CharField(max_length=8, blank=True)
    sha256 = CharField(max_length=64)
    uploaded = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "file"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="media_documentfile_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.name for kind in DOCUMENTS]),
                name="media_documentfile_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.number}, {self.original_name}"

    def described(self) -> Kind:
        return KINDS[self.kind]

    def facts(self) -> str:
        return in_words(self.kind, self.size, self.pages)

    def other_language(self) -> str:
        """The name of its language, where it is known and is not English."""
        code = self.language.lower()
        if not code or code.startswith("en"):
            return ""
        try:
            return get_language_info(code)["name"]
        except KeyError:
            return ""


def in_words(kind: str | None, size: int | None, pages: int | None) -> str:
    """ "PDF, 1.2 MB, 12 pages"; nothing where there is no file."""
    if not kind:
        return ""
    parts = [KINDS[kind].words, filesizeformat(size)]
    if pages:
        unit = "slide" if kind == "pptx" else "page"
        parts.append(f"{pages} {unit}{'' if pages == 1 else 's'}")
    return ", ".join(parts)
