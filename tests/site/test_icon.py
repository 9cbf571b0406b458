"""The icon in browser tabs, and whom to tell about a hole."""

import io
import re
from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from localoffer.site.models import SiteSettings
from tests.people.factories import make_person, signed_in

pytestmark = pytest.mark.django_db
FORM = "/admin/site/sitesettings/1/change/"


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#aa2222").save(out, kind)
    return out.getvalue()


def send(upload: bytes | None = None, **changes: str):
    """Save the settings as an administrator."""
    SiteSettings.objects.get_or_create(pk=1)
    row = SiteSettings.objects.get()
    names = ["council_name", "site_name", "tagline", "home_intro", "phone", "email", "address",
             "hours", "brand", "accent", "security_contact"]  # fmt: skip
    data = {name: getattr(row, name) for name in names} | changes
    if upload is not None:
        data["icon"] = SimpleUploadedFile("logo.png", upload)
    staff = User.objects.filter(is_superuser=True).first() or make_person(is_superuser=True)
    return signed_in(staff).post(FORM, data)


def test_whatever_a_browser_asks_for_by_itself_is_there(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Content-Type"]) == (200, "image/x-icon")
    assert Image.open(io.BytesIO(response.content)).format == "ICO"
    assert not response.cookies


def test_an_icon_that_is_not_square_is_never_pulled_out_of_shape(client):
    send(picture("PNG", (300, 100)))
    drawn = Image.open(io.BytesIO(client.get("/favicon.ico").content))
    assert drawn.size == (96, 96)
    assert (drawn.getpixel((48, 2))[3], drawn.getpixel((48, 48))[3]) == (0, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "ICO"])
def test_the_councils_icon_takes_the_place_of_ours(client, kind):
    assert send(picture(kind)).status_code == 302
    response = client.get("/favicon.ico")
    drawn = Image.open(io.BytesIO(response.content))
    assert (response["Content-Type"], drawn.format, drawn.size) == ("image/png", "PNG", (96, 96))
    assert '<link rel="icon" href="/favicon.ico">' in client.get("/").content.decode()


def test_an_icon_stays_until_it_is_taken_away(client):
    send(picture())
    send(tagline="New words")
    assert client.get("/favicon.ico")["Content-Type"] == "image/png"
    send(own_icon="on", tagline="Other", hours="Never")
    assert client.get("/favicon.ico")["Content-Type"] == "image/x-icon"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture that the site can take"),
        (picture()[:60], "not a picture that the site can take"),
        (picture(size=(20, 20)), "too small"),
        (picture(size=(3000, 3000)), "too large for an icon"),
    ],
)
def test_what_is_no_icon_is_refused_with_a_sentence(content, sentence):
    response = send(content)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert SiteSettings.objects.get().icon == ""


def test_an_icon_that_is_lost_never_breaks_an_address(client):
    SiteSettings.objects.create(pk=1, icon="site/gone.png")
    assert client.get("/favicon.ico")["Content-Type"] == "image/x-icon"
    assert client.get("/").status_code == 200


def fields(client: Client) -> dict[str, str]:
    response = client.get("/.well-known/security.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


@pytest.mark.parametrize(
    ("named", "email", "contact"),
    [
        ("", "", "http://127.0.0.1:8000/feedback/"),
        ("", "send@council.example", "mailto:send@council.example"),
        ("it@council.example", "send@council.example", "mailto:it@council.example"),
        ("https://council.example/report", "", "https://council.example/report"),
    ],
)
def test_security_txt_always_names_a_contact(client, named, email, contact):
    SiteSettings.objects.create(pk=1, security_contact=named, email=email)
    said = fields(client)
    assert said["Contact"] == contact
    assert said["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"


def test_security_txt_is_never_out_of_date(client):
    """RFC 9116, 2.5.5: in the future, and less than a year from now."""
    expires = datetime.fromisoformat(fields(client)["Expires"])
    assert 100 < (expires - timezone.now()).days < 365


@pytest.mark.parametrize(
    "contact", ["it", "http://council.example", "https://", "a@b@c\nContact: x"]
)
def test_a_contact_that_leads_nowhere_is_refused(contact):
    response = send(security_contact=contact)
    assert "Write an e-mail address, or an address that starts with https://" in re.sub(
        r"\s+", " ", response.content.decode()
    )


def test_the_form_never_hides_that_there_is_an_icon_of_ones_own(admin_client):
    SiteSettings.objects.get_or_create(pk=1)
    assert "Now it is this" not in admin_client.get(FORM).content.decode()
    send(picture())
    form = admin_client.get(FORM).content.decode()
    assert 'Now it is this: <img src="/favicon.ico"' in form
