"""Images: the original stays private, pages show smaller copies without hidden data."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from localoffer.media.contradictions import of_image
from localoffer.media.inspecting.kinds import PICTURES, choices
from localoffer.media.received import ReceivedPicture
from localoffer.plain_text.fields import CharField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.json_rows import all_json_rows
from localoffer.publishing.models import Published, State, live_needs


class Image(Published):
    alt = CharField(
        "alternative text",
        max_length=250,
        blank=True,
        help_text="What somebody who cannot see the picture should be told, in a sentence.",
    )
    decorative = models.BooleanField(
        "only decoration",
        default=False,
        help_text="It tells nothing that the words do not, so screen readers pass over it.",
    )
    original = models.FileField(max_length=200, blank=True)
    original_name = CharField(max_length=200, blank=True)
    kind = CharField("type", max_length=10, choices=choices(PICTURES), blank=True)
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sha256 = CharField(max_length=64, blank=True)

    in_sitemap = False  # it is seen in pages

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(alt=""), name="media_image_alt_or_decorative"
            ),
            live_needs(
                "original",
                also=Q(decorative=True) | ~Q(alt=""),
                name="media_image_live_is_complete",
            ),
        ]

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        """Any page may show any of them in its text (see figures.py)."""
        columns = ["id", "slug", "alt", "state", "live_from", "expires"]
        return all_json_rows(cls.objects.filter(state=State.LIVE), *columns)

    def clean(self) -> None:
        super().clean()
        self.alt = self.alt.strip()
        if self.decorative and self.alt:
            raise ValidationError(
                {"alt": "Decoration has no alternative text: empty this box, or untick the other."}
            )

    def lacks(self) -> dict[str, str]:
        found = {} if self.original else {"upload": "a picture"}
        if not (self.alt or self.decorative):
            found["alt"] = "alternative text, or a tick that it is only decoration"
        return found

    def contradictions(self) -> Iterable[Contradiction]:
        return of_image(self)

    def get_absolute_url(self) -> str:
        """The largest copy."""
        return reverse("media:image", args=[self.slug])

    def take_file(self, received: ReceivedPicture, by: object) -> None:
        """Put a new picture in place. The stored files of the earlier one stay where they are."""
        copies = [
            Rendition(
                image=self,
                width=copy.width,
                height=copy.height,
                file=copy.stored(),
                size=copy.size,
                sha256=copy.sha256,
            )
            for copy in received.copies
        ]
        self.original = received.stored()
        self.original_name = received.original_name
        self.kind, self.size, self.sha256 = received.kind, received.size, received.sha256
        self.width, self.height = received.width, received.height
        with transaction.atomic():  # pages remember the copies until `save` says: changed
            self.renditions.all().delete()
            self.renditions.bulk_create(copies)
            self.save()


class Rendition(ChangesContent):
    """A copy in WebP, so many pixels wide."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = CharField(max_length=64)

    class Meta:
        verbose_name = "copy"
        verbose_name_plural = "copies"
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(fields=["image", "width"], name="media_rendition_width_once")
        ]

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        live = cls.objects.filter(image__state=State.LIVE)
        return all_json_rows(live, "id", "image_id", "width", "height")

    def __str__(self) -> str:
        return f"{self.width} by {self.height} pixels"

    def get_absolute_url(self) -> str:
        return reverse("media:rendition", args=[self.image.slug, self.width])
