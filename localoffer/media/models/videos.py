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
from localoffer.publishing.models import NotAllowed, Published, State
from localoffer.richtext.fields import RichTextField

# What it needs to be live; `missing()` says the same of one row.
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
        if self.state == State.LIVE and (why := self.unfinished()):
            raise ValidationError(why)

    def missing(self) -> list[str]:
        """What it lacks to be live."""
        lacks = {
            "a link or a file": not (self.link or self.file),
            "captions": bool(self.file) and not self.captions,
            "a tick that it has captions": bool(self.link) and not self.captioned,
            "a transcript": not self.transcript,
        }
        return [name for name, is_missing in lacks.items() if is_missing]

    def unfinished(self) -> str:
        missing = self.missing()
        return self._not_yet(missing) if missing else ""

    def publish(self) -> None:
        if why := self.unfinished():
            raise NotAllowed(why)
        super().publish()

    def _not_yet(self, missing: list[str]) -> str:
        return f"The video cannot be live yet. It needs: {', '.join(missing)}."

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
