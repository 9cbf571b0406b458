"""The one row of settings of a site, its plain pages and its alert banners."""

from datetime import datetime
from math import floor

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import resolve, reverse
from django.utils import timezone

from localoffer.plain_text.fields import AddressField, CharField, EmailField, TextField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.json_rows import all_json_rows
from localoffer.publishing.models import Published, live_needs
from localoffer.richtext.fields import RichTextField

from .colour import contrast, validate_colour
from .security_txt import security_uri

WHITE = "#ffffff"


class SiteSettings(ChangesContent):
    """Who runs this site, how to reach them, and their colours. There is one row."""

    council_name = CharField(max_length=100, default="Your Council")
    site_name = CharField(max_length=100, default="Local Offer")
    tagline = CharField(max_length=200, blank=True)
    home_intro = RichTextField("words on the home page", blank=True)
    phone = CharField(max_length=40, blank=True)
    email = EmailField("e-mail", blank=True)
    address = TextField("postal address", blank=True)
    hours = CharField("opening hours", max_length=200, blank=True)
    brand = CharField(
        "main colour",
        max_length=7,
        default="#0f5c63",
        validators=[validate_colour],
        help_text="For the header, buttons and headings. White text must be easy to read on it.",
    )
    accent = CharField(
        "second colour",
        max_length=7,
        default="#8a2f5f",
        validators=[validate_colour],
        help_text="For small marks. It must be easy to see on white.",
    )

    icon = models.FileField(
        "icon for browser tabs",
        upload_to="site/",
        max_length=100,
        blank=True,
        help_text="A square picture, PNG, JPEG, WebP or ICO, at least 48 pixels wide. Empty: ours.",
    )
    security_contact = CharField(
        "who to tell about a security fault",
        max_length=200,
        blank=True,
        help_text="An e-mail address, or an address that starts with https://. It stands in "
        "/.well-known/security.txt, where who finds such a fault looks. Empty: the e-mail above.",
    )

    own_names = ("council_name", "site_name", "address")

    class Meta:
        verbose_name = verbose_name_plural = "settings of this site"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="site_settings_one_row")]

    def __str__(self) -> str:
        return self.site_name

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        return all_json_rows(cls.objects.all())

    def clean(self) -> None:
        """Text in or on the colours must reach 4.5 to 1 (WCAG 1.4.3)."""
        problems = {}
        try:
            security_uri(self.security_contact)
        except ValidationError as problem:
            problems["security_contact"] = problem
        for field in ("brand", "accent"):
            try:
                ratio = contrast(getattr(self, field), WHITE)
            except ValueError:
                continue  # the field's own validator has said why
            if ratio < 4.5:
                shown = floor(ratio * 10) / 10  # rounded, 4.48 would be called 4.5
                problems[field] = (
                    f"This colour is too light: its contrast with white is {shown} to 1. "
                    "Choose a darker one, 4.5 to 1 or more."
                )
        if problems:
            raise ValidationError(problems)


class SitePage(Published):
    """A page that belongs to the site as a whole: accessibility, privacy, cookies, contact ..."""

    body = RichTextField("text")

    class Meta(Published.Meta):
        verbose_name = "site page"
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            live_needs("body", name="site_sitepage_live_is_complete"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("site:page", args=[self.slug])

    def clean(self) -> None:
        """Its address must lead to itself: /events/ has a page of its own already."""
        super().clean()
        if self.slug and resolve(self.get_absolute_url()).view_name != "site:page":
            raise ValidationError(
                {"slug": f"Another part of the site has the address /{self.slug}/. Change it."}
            )


class AlertBanner(ChangesContent):
    """A short message on top of every page for some days."""

    class Level(models.TextChoices):
        INFO = "info", "Information"
        IMPORTANT = "important", "Important"

    title = CharField(max_length=100)
    text = CharField(max_length=300)
    link = AddressField(
        max_length=300, blank=True, help_text="An address such as /events/ or https://…"
    )
    level = CharField(max_length=10, choices=Level, default=Level.INFO)
    section = CharField(
        "only in this part of the site",
        max_length=100,
        blank=True,
        validators=[
            RegexValidator(r"^/[a-z0-9/-]+/$", "Write it like /events/ with both slashes.")
        ],
        help_text="For example /events/. Leave empty to show it on every page.",
    )
    starts = models.DateTimeField("show from", default=timezone.now)
    ends = models.DateTimeField("show until", null=True, blank=True)

    shows_between = ("starts", "ends")

    class Meta:
        ordering = ["-level", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="site_alertbanner_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        return all_json_rows(cls.objects.all())

    def clean(self) -> None:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "Choose a time after the time in 'show from'."})
        inside = self.link.startswith("/") and not self.link.startswith("//")
        if self.link and not inside and not self.link.startswith(("https://", "http://")):
            raise ValidationError({"link": "Start the address with / or https://"})

    def shows_on(self, path: str, now: datetime) -> bool:
        """Whether it stands on the page at this address at this moment."""
        in_time = self.starts <= now and (self.ends is None or self.ends > now)
        return in_time and path.startswith(self.section)

    def is_important(self) -> bool:
        return self.level == self.Level.IMPORTANT
