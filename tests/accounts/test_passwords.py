"""Which passwords are taken (ASVS 6.2)."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from localoffer.site.models import SiteSettings
from tests.people.factories import make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "a" * 64 + "b" * 64,
        "correct horse battery",
        "  spaces at both ends  ",
        "🐝🌳🚲🐝🌳🚲🐝🌳🚲🐝🌳🚲",
        "Ünïcödé pässwörd",
        "walking past larkshire at noon",
    ],
    ids=["128 characters", "a phrase", "spaces", "emoji", "accents", "a council word among others"],
)
def test_long_passwords_of_all_characters_are_taken(password, client):
    SiteSettings.objects.create(pk=1, council_name="Larkshire County Council")
    validate_password(password)
    kim = make_person("Editor")
    kim.set_password(password)
    kim.save()
    data = {"username": "kim", "password": password}
    assert client.post("/admin/login/", data).status_code == 302


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short one", "at least 12"),
        ("passwordpassword", "mostly the name"),
        ("qwerty123456", "too common"),
        ("Sunshine-2026", "too common"),
        ("Larkshire2026!", "mostly the name"),
        ("larkshire-send-offer", "mostly the name"),
        ("LocalOffer-2026", "mostly the name"),
        ("123456789101112", "too common"),
    ],
)
def test_what_others_would_try_first_is_refused(password, why):
    SiteSettings.objects.create(pk=1, council_name="Larkshire County Council")
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert why in " ".join(refused.value.messages)


def test_the_form_says_so():
    client = signed_in(make_person("Editor"))
    page = client.get("/admin/password_change/").content.decode()
    assert "mostly the name of the council or of this site" in page
