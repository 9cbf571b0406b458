"""Pages of the Graduated Response: guides, the four stages, worries by age."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from localoffer.media.models import Video
from localoffer.plain_text.fields import CharField, EmailField, SlugField, URLField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published
from localoffer.publishing.slugs import refuse_reserved
from localoffer.publishing.text_pattern import NOT_AN_ADDRESS, IsSlug
from localoffer.richtext.fields import RichTextField

from .other_contradictions import of_ages


class Contact(ChangesContent):
    """A team or role to speak to, never a named person; edited once, shown wherever it is used."""

    name = CharField("team or role", max_length=120, unique=True)
    phone = CharField(max_length=40, blank=True)
    email = EmailField("e-mail", blank=True)
    web = URLField("web address", max_length=500, blank=True)
    hours = CharField(max_length=120, blank=True)
    about = CharField("what they help with", max_length=400, blank=True)

    own_names = ("name",)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgeBand(ChangesContent):
    """An age group, for example 'Primary school, 4 to 11', with who to speak to."""

    name = CharField(max_length=80, unique=True)
    slug = SlugField(max_length=50, unique=True)
    from_age = models.PositiveSmallIntegerField()
    to_age = models.PositiveSmallIntegerField()
    speak_to = RichTextField("who to speak to", blank=True)
    contacts = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="age_bands",
        help_text="Shown with every worry at this age.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "from_age"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_age__gte=F("from_age")) & Q(to_age__lte=25),
                name="graduated_response_ageband_ages",
            ),
            models.CheckConstraint(
                condition=IsSlug("slug"),
                name="graduated_response_ageband_slug",
                violation_error_message=NOT_AN_ADDRESS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def contradictions(self) -> Iterable[Contradiction]:
        return of_ages(self)

    def clean(self) -> None:
        if None not in (self.from_age, self.to_age) and not self.from_age <= self.to_age <= 25:
            raise ValidationError({"to_age": "Enter an age from the first age up to 25."})


class ShowsVideo(Published):
    """Abstract: content with a video of the media library at its top."""

    video = models.ForeignKey(
        Video,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Shown while the video itself is live, with what is said in it as text.",
    )

    class Meta(Published.Meta):
        abstract = True

    def live_video(self) -> Video | None:
        """The video, where families may see it."""
        return self.video if self.video and self.video.is_live() else None


class Guide(ShowsVideo):
    """Pages that belong together, read in order with contents, previous and next."""

    intro = RichTextField(blank=True)

    class Meta(Published.Meta):
        ordering = ["title"]

    def get_absolute_url(self) -> str:
        return reverse("graduated_response:guide", args=[self.slug])

    def members(self) -> list[Published]:
        return list(self.pages.out_of_bin())

    def get_print_url(self) -> str:
        return reverse("graduated_response:guide_print", args=[self.slug])


class Page(ShowsVideo):
    class Kind(models.TextChoices):
        PAGE = "page", "Page"
        STAGE = "stage", "Stage"
        WORRY = "worry", "Worry"

    kind = CharField(max_length=10, choices=Kind, default=Kind.PAGE)
    guide = models.ForeignKey(Guide, models.PROTECT, null=True, blank=True, related_name="pages")
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="In its guide or list: lower numbers come first."
    )
    body = RichTextField("text", blank=True)
    law = CharField(
        "where the law says so",
        max_length=150,
        blank=True,
        help_text="For example: SEND Code of Practice 6.45 to 6.56.",
    )

    part_of = "guide"
    reserved_slugs = frozenset({"booklet", "guides", "journeys", "prepare"})

    class Meta(Published.Meta):
        ordering = ["position", "title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["page", "stage", "worry"]),
                name="graduated_response_page_kind_known",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("graduated_response:page", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)

    def live_guide(self) -> Guide | None:
        """The guide the page stands in, where families can see it."""
        return self.guide if self.guide and self.guide.is_live() else None


class Part(models.Model):
    """One fixed section of a stage or worry, for all ages or for one age band."""

    class Role(models.TextChoices):
        SETTING = "setting", "What the school or setting does"
        YOU = "you", "What you can do"
        CHILD = "child", "What your child can do"
        RECORD = "record", "What is written down"
        ASK = "ask", "Questions to ask"
        TODAY = "today", "What to do today"
        SPEAK = "speak", "Who to speak to"
        SAY = "say", "What to say and ask"
        NEXT = "next", "What should happen next, and by when"
        IF_NOT = "if_not", "What to do if it does not happen"

    ROLES = {
        Page.Kind.PAGE: (),
        Page.Kind.STAGE: (Role.SETTING, Role.YOU, Role.CHILD, Role.RECORD, Role.ASK),
        Page.Kind.WORRY: (Role.TODAY, Role.SPEAK, Role.SAY, Role.NEXT, Role.IF_NOT),
    }

    page = models.ForeignKey(Page, models.CASCADE, related_name="parts")
    role = CharField("heading", max_length=10, choices=Role)
    age_band = models.ForeignKey(
        AgeBand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="Leave empty when it is the same for all ages.",
    )
    text = RichTextField()
    contacts = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="parts",
        help_text="Shown together under who to speak to.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "role", "age_band"],
                condition=~Q(role=""),
                name="graduated_response_part_once_an_age",
            ),
            models.UniqueConstraint(
                fields=["page", "role"],
                condition=Q(age_band__isnull=True) & ~Q(role=""),
                name="graduated_response_part_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
