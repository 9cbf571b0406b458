"""No address that a mail program wrapped gets into a text, nor the person it was sent to."""

import time

import pytest

from events.models import Event
from localoffer.editorial.checks import Text, check
from localoffer.plain_text.characters import clean_line, clean_lines
from localoffer.plain_text.wrapped_links import unwrap_links, unwrapped
from localoffer.richtext.html import clean

TRUE = "https://www.gov.uk/send?a=1&b=2"
OUTLOOK = (
    "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fsend%3Fa%3D1%26b"
    "%3D2&data=05%7C02%7Csam.reed%40council.example%7C1f%7C0&sdata=x%3D&reserved=0"
)
WRAPPED = [
    OUTLOOK,
    OUTLOOK.replace("eur02", "gbr01").replace("/?url", "/ap/t-59584e83/?url"),
    "https://www.google.com/url?q=https%3A%2F%2Fwww.gov.uk%2Fsend%3Fa%3D1%26b%3D2&sa=D&ust=17",
    "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.gov.uk%2Fsend%3Fa%3D1%26b%3D2&usg=A",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.gov.uk%2Fsend%3Fa%3D1%26b%3D2&h=AT0",
    "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.gov.uk%2fsend%3fa%3d1%26b%3d2&c=E,1",
    "https://urldefense.com/v3/__https://www.gov.uk/send?a=1&b=2__;!!Nh3ab$",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.gov.uk_send-3Fa-3D1-26b-3D2&d=DwMF",
]
LEFT = [
    TRUE,
    "https://www.google.com/maps?q=SW1A",
    "https://www.google.com/url?sa=t",
    "https://www.google.com/url?q=javascript:alert(1)",
    "https://eur02.safelinks.protection.outlook.com/?data=x",
    "https://evil.example/?url=https%3A%2F%2Fwww.gov.uk",
    "https://[bad",
    "/events/",
]


@pytest.mark.parametrize("address", WRAPPED)
def test_no_wrapped_address_stays(address):
    assert unwrapped(address) == TRUE


@pytest.mark.parametrize("address", LEFT)
def test_what_leads_where_it_says_is_left_alone(address):
    assert unwrapped(address) == address


def test_an_address_in_two_wrappers_loses_both():
    inner = OUTLOOK.replace("%", "%25").replace(":", "%3A").replace("/", "%2F").replace("&", "%26")
    assert unwrapped(f"https://www.google.com/url?q={inner}") == TRUE


@pytest.mark.parametrize("cleaner", [clean_line, clean_lines, unwrap_links])
def test_no_text_keeps_a_colleagues_address(cleaner):
    assert cleaner(f"Look at {OUTLOOK} – today") == f"Look at {TRUE} – today"
    assert cleaner(f"Look at {OUTLOOK}") == f"Look at {TRUE}"


def test_no_rich_text_keeps_one_in_a_link_or_beside_it():
    escaped = OUTLOOK.replace("&", "&amp;")
    cleaned = clean(f'<p><a href="{escaped}">{escaped}</a> or {escaped}</p>')
    shown = TRUE.replace("&", "&amp;")
    assert cleaned == f'<p><a href="{shown}">{shown}</a> or {shown}</p>'
    assert clean(cleaned) == cleaned


@pytest.mark.django_db
def test_no_field_keeps_one_whichever_way_it_came():
    event = Event.objects.create(title="Tea", slug="tea", summary=OUTLOOK, booking_url=OUTLOOK)
    event.refresh_from_db()
    assert (event.summary, event.booking_url) == (TRUE, TRUE)
    Event.objects.update(booking_url=OUTLOOK)
    assert Event.objects.get().booking_url == TRUE


def remarks(html: str) -> dict[str, str]:
    return {each.code: each.level for each in check([Text("Text", "body", clean(html), "html")])}


def test_a_link_with_a_person_in_it_is_never_published():
    html = '<p><a href="https://lists.example/leave?who=sam.reed%40council.example">Leave</a></p>'
    assert remarks(html)["link-person"] == "block"
    assert "link-person" not in remarks('<p><a href="mailto:send@council.example">Write</a></p>')
    assert "link-person" not in remarks(f'<p><a href="{TRUE}">The law</a></p>')


def test_what_cannot_be_unwrapped_is_said_before_publishing():
    html = '<p><a href="https://protect-eu.mimecast.com/s/abc">The form</a></p>'
    assert remarks(html)["link-wrapped"] == "warn"
    address = Text("Link", "link", "https://protect-eu.mimecast.com/s/abc", "address")
    assert "link-wrapped" in {each.code for each in check([address])}


@pytest.mark.parametrize("hosts", ["google.", "google.a", "safelinks.protection.", "urldefense."])
def test_no_text_of_hosts_keeps_the_site_busy(hosts):
    """Each way a text is cleaned, a public form's too, looks for wrapped addresses."""
    text = hosts * 20_000
    started = time.process_time()
    assert unwrap_links(text) == text
    assert time.process_time() - started < 2  # by the square of its length
