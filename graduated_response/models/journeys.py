"""Journeys: numbered steps that lead a family through pages, from a first worry to more help."""

from django.db import models
from django.urls import reverse

from localoffer.plain_text.fields import CharField
from localoffer.publishing.models import Published
from localoffer.richtext.fields import RichTextField

from .pages import Page


class Journey(Published):
    """GOV.UK's "step by step": the order in which things happen, across guides and pages."""

    intro = RichTextField(blank=True)

    class Meta(Published.Meta):
        ordering = ["title"]

    def get_absolute_url(self) -> str:
        return reverse("graduated_response:journey", args=[self.slug])


class Step(models.Model):
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="steps")
    title = CharField("what this step is called", max_length=100)
    text = RichTextField("what happens in it", blank=True)
    pages = models.ManyToManyField(
        Page,
        blank=True,
        related_name="steps",
        verbose_name="pages to read",
        help_text="They stand in the order of their places. A draft shows when it is live.",
    )
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Lower numbers come first."
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
