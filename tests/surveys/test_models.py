"""Rules of surveys and of You said, we did."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from surveys.models import Cycle, Evidence, Finding, Promise, Wave, WeDid
from surveys.models.evidence import own_address

from .factories import do, make_cycle, make_survey, promise, say

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "base", "is_fine"),
    [
        ("62", 214, True),
        ("0", 5, True),
        ("100", 5, True),
        ("50", 10, True),
        ("50", 4, False),  # the base itself is too small
        ("2", 100, False),  # two people
        ("98", 100, False),  # all but two people
        ("40", 9, False),
    ],
)
@pytest.mark.django_db
def test_figures_of_fewer_than_five_people_are_kept_back(value, base, is_fine):
    wave = make_survey().waves.get()
    finding = Finding(wave=wave, text="A finding", value=value, base=base)
    if is_fine:
        finding.full_clean()
        return
    with pytest.raises(ValidationError, match="Fewer than 5 people could be recognised"):
        finding.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"value": 50, "base": 4},
        {"value": 50, "base": None},
        {"value": 101, "base": 50},
        {"value": 50, "base": 50, "figures_published": False},
        {"value": None, "base": 50, "figures_published": False},
    ],
)
def test_the_database_refuses_such_figures_too(fields):
    wave = make_survey().waves.get()
    finding = Finding(wave=wave, text="A finding", **fields)
    with pytest.raises(ValidationError):
        finding.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        finding.save()


@pytest.mark.django_db
def test_a_wave_of_fewer_than_five_people_gives_no_number():
    survey = make_survey()
    wave = Wave(survey=survey, label="Small", opened=date(2026, 1, 1), responses=4)
    with pytest.raises(ValidationError, match="Fewer than 5 people"):
        wave.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wave.save()


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"kept_on": YESTERDAY, "due": YESTERDAY - timedelta(days=9)}, "kept"),
        ({"due": YESTERDAY}, "overdue"),
        ({"due": TODAY}, "open"),
        ({}, "open"),
    ],
)
def test_a_promise_is_kept_open_or_overdue(fields, state):
    assert Promise(text="x", **fields).state() == state


def test_no_promise_is_kept_before_its_day():
    Promise(text="x", kept_on=TODAY).clean()
    with pytest.raises(ValidationError, match="This day is still to come") as refused:
        Promise(text="x", kept_on=TODAY + timedelta(days=1)).clean()
    assert list(refused.value.message_dict) == ["kept_on"]


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("planned", YESTERDAY, True),
        ("under-way", YESTERDAY, True),
        ("done", YESTERDAY, False),
        ("planned", TODAY, False),
        ("under-way", None, False),
    ],
)
def test_only_unfinished_work_is_late(status, due, late):
    assert WeDid(status=status, due=due).is_late() is late


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "not-possible"}])
def test_a_plan_has_a_date_and_a_refusal_a_reason(fields):
    did = WeDid(cycle=make_cycle(), text="<p>x</p>", **fields)
    with pytest.raises(ValidationError):
        did.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        did.save()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/surveys/parents", "/surveys/parents/"),
        (" http://127.0.0.1:8000/surveys/parents ", "/surveys/parents/"),
        ("http://127.0.0.1:8000/", "/"),
        ("/surveys/parents#spring", "/surveys/parents/#spring"),
        ("/surveys/?page=2", "/surveys/?page=2"),
        ("/events/calendar.ics", "/events/calendar.ics"),
        ("https://www.gov.uk/a", "https://www.gov.uk/a"),
        ("http://127.0.0.1:8000.evil.example/a", "http://127.0.0.1:8000.evil.example/a"),
        ("//evil.example/a", "//evil.example/a"),
    ],
)
def test_an_address_of_this_site_is_kept_as_its_pages_name_themselves(typed, kept):
    assert own_address(typed) == kept


@pytest.mark.parametrize(
    "path", ["//evil.example", "javascript:alert(1)", "surveys/", "mailto:a@b"]
)
def test_other_addresses_are_refused(path):
    with pytest.raises(ValidationError, match="Start the address with / or https://"):
        Evidence(label="x", path=path).clean()


@pytest.mark.django_db
def test_rounds_are_found_by_what_their_evidence_names():
    said, did, promised = (
        make_cycle(slug, year) for slug, year in [("a", 2024), ("b", 2025), ("c", 2026)]
    )
    say(said, "x", evidence="/surveys/parents/")
    do(did, "y", evidence="/surveys/parents/#spring")
    Evidence.objects.create(promise=promise(promised, "z"), label="z", path="/surveys/parents/")
    say(make_cycle("d"), "other", evidence="/surveys/parents/more/")
    assert {one.slug for one in Cycle.objects.about("/surveys/parents/")} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("<p>There’s no money &amp; no land.</p>", "There’s no money & no land.", True),
        ("<p><strong>Sorry</strong>, no money</p>", "Sorry, no money", True),
        ('<p>See <a href="/x/">our plan</a>.</p>', "See our plan.", True),
        ("<ul><li>No money</li><li>No land</li></ul>", "- No money - No land", True),
        ("<p>We asked.</p>", "No money", False),
    ],
)
def test_a_reason_that_the_text_holds_is_not_said_twice(text, reason, says):
    assert WeDid(text=text, reason=reason).says_reason() is says
