"""Videos: a file of ours or a link, with captions and a transcript before anybody sees it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from localoffer.media.contradictions import of_title
from localoffer.media.received import ReceivedVideo
from localoffer.plain_text.fields import CharField, TextField, URLField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import NotAllowed, Published
from localoffer.richtext.fields import RichTextField

# What it needs to be live; `lacks()` says the same of one row.
HAS_CAPTIONS = (~Q(file="") & ~Q(captions="")) | (~Q(link="") & Q(captioned=True))
COMPLETE = ~Q(transcript="") & HAS_CAPTIONS


class Video(Published):
    """Captions (WCAG 1.2.2) and a transcript (1.2.1, 1.2.3) are not extras: without them a video
    cannot be live."""

    link = URLField(
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text="For a video on another website. Families are told before they go there.",
    )
    captioned = models.BooleanField(
        "the video at the link has captions",
        default=False,
        help_text="Watch it with captions on. Captions that a computer made are not enough.",
    )
    file = models.FileField(max_length=200, blank=True)
    original_name = CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = CharField(max_length=64, blank=True)
    captions = TextField(
        blank=True, help_text="In the form WebVTT, for a video of our own. You can correct it here."
    )
    transcript = RichTextField(
        blank=True, help_text="All that is said, by whom, and what is seen that matters."
    )

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link="") | Q(file=""), name="media_video_link_or_file"
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | COMPLETE, name="media_video_live_is_complete"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.link and self.file:
            raise ValidationError({"link": "Give a link or a file of our own, not both."})

    def lacks(self) -> dict[str, str]:
        """WCAG 1.2: what no video may be without."""
        found = {}
        if not (self.link or self.file):
            found["upload"] = "a link or a file"
        if self.file and not self.captions:
            found["captions"] = "captions"
        if self.link and not self.captioned:
            found["captioned"] = "a tick that it has captions"
        if not self.transcript:
            found["transcript"] = "a transcript"
        return found

    def publish(self) -> None:
        if why := self.unfinished():
            raise NotAllowed(why)
        super().publish()

    def contradictions(self) -> Iterable[Contradiction]:
        return of_title(self, self.original_name)

    def get_absolute_url(self) -> str:
        return reverse("media:video", args=[self.slug])

    def host(self) -> str:
        """The website that the link leads to."""
        return urlsplit(self.link).hostname or ""

    def take_file(self, received: ReceivedVideo, by: object) -> None:
        self.file = received.stored()
        self.original_name = received.original_name
        self.size, self.sha256 = received.size, received.sha256
        self.save()
