"""What stands beside an expectation: pictures for its Easy Read text, and things to use."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from localoffer.media.models import Document, Image, Rendition
from localoffer.plain_text.fields import CharField, URLField


class EasyReadPictureQuerySet(models.QuerySet):
    def shown(self) -> "EasyReadPictureQuerySet":
        """Those of live images, with `width` and `height` of the smallest copy of each."""
        copies = Rendition.objects.filter(image=OuterRef("image")).order_by("width")
        shown = self.filter(image__in=Image.objects.live()).annotate(
            width=Subquery(copies.values("width")[:1]),
            height=Subquery(copies.values("height")[:1]),
        )
        return shown.filter(width__isnull=False)


class EasyReadPicture(models.Model):
    """A picture beside one line of the Easy Read text."""

    statement = models.ForeignKey(
        "graduated_response.Statement", models.CASCADE, related_name="pictures"
    )
    line = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1)],
        help_text="The first line of the Easy Read text is 1.",
    )
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")

    objects = EasyReadPictureQuerySet.as_manager()

    class Meta:
        verbose_name = "picture for Easy Read"
        verbose_name_plural = "pictures for Easy Read"
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "line"], name="graduated_response_easyreadpicture_once"
            )
        ]

    def __str__(self) -> str:
        return f"line {self.line}"


class ResourceQuerySet(models.QuerySet):
    def shown(self) -> "ResourceQuerySet":
        """Links, and documents that are live; not what a draft has only begun."""
        live = Document.objects.live().order_by()
        return self.filter((Q(document=None) & ~Q(url="")) | Q(document__in=live)).exclude(title="")


class Resource(models.Model):
    """Something to use: a page elsewhere, or a document of ours."""

    statement = models.ForeignKey(
        "graduated_response.Statement", models.CASCADE, related_name="resources"
    )
    title = CharField(max_length=150)
    url = URLField("link", max_length=500, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Instead of a link: one of our documents. It shows once that is live.",
    )
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Lower numbers come first."
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") | Q(document__isnull=True),
                name="graduated_response_resource_link_or_document",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.url and self.document_id:
            raise ValidationError({"url": "Give a link or choose a document, one of the two."})

    def lacks(self) -> dict[str, str]:
        return {} if self.url or self.document_id else {"url": "a link or a document"}
