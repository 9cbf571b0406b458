"""The one row of settings, and colours that everybody can read."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from localoffer.site.colour import contrast, mix
from localoffer.site.models import AlertBanner, SiteSettings


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mix("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == [
        "#000000", "#808080", "#ffffff",
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["brand", "accent"])
@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#ffff00", "This colour is too light: its contrast with white is 1.0 to 1."),
        ("#777777", "This colour is too light: its contrast with white is 4.4 to 1."),
        ("red", "Write the colour as # and six letters or digits"),
        ("#12345", "Write the colour as # and six letters or digits"),
        ("#12345g", "Write the colour as # and six letters or digits"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(field, colour, words):
    row = SiteSettings(pk=1, **{field: colour})
    with pytest.raises(ValidationError) as problem:
        row.full_clean(exclude={"id"}, validate_unique=False, validate_constraints=False)
    assert words in problem.value.message_dict[field][0]


def test_the_default_colours_pass():
    row = SiteSettings(pk=1)
    row.clean()
    assert min(contrast(row.brand, "#ffffff"), contrast(row.accent, "#ffffff")) >= 4.5


@pytest.mark.django_db
def test_there_is_one_row():
    SiteSettings(pk=1).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteSettings(pk=2).save()


@pytest.mark.parametrize("link", ["//evil.example", "javascript:alert(1)", "events/"])
def test_a_banner_links_to_the_web_or_into_the_site(link):
    with pytest.raises(ValidationError, match="Start the address with / or https://"):
        AlertBanner(title="A", text="B", link=link).clean()
    AlertBanner(title="A", text="B", link="/events/").clean()
    AlertBanner(title="A", text="B", link="https://www.larkshire.example/").clean()
