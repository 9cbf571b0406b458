"""Times that editors type, by the clock on the wall."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import models

from graduated_response.models import Page
from localoffer.publishing.times import IN_ADMIN, LocalTimeField, SplitLocalTimeField


def one_box(typed: str):
    return LocalTimeField().clean(typed)


def two_boxes(typed: str):
    return SplitLocalTimeField().clean(typed.split(" "))


@pytest.mark.parametrize("read", [one_box, two_boxes])
@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("2027-01-31 09:00", "2027-01-31 09:00"),
        ("2027-07-31 09:00", "2027-07-31 08:00"),
        ("2027-07-31 00:30", "2027-07-30 23:30"),
        ("2027-03-28 00:59", "2027-03-28 00:59"),
        ("2027-03-28 02:00", "2027-03-28 01:00"),
        ("2027-10-31 00:59", "2027-10-30 23:59"),
        ("2027-10-31 01:00", "2027-10-31 00:00"),
        ("2027-10-31 01:59", "2027-10-31 00:59"),
        ("2027-10-31 02:00", "2027-10-31 02:00"),
    ],
)
def test_a_time_is_that_of_the_clock_in_england(read, typed, hour):
    assert read(typed).astimezone(UTC) == datetime.fromisoformat(f"{hour}Z")


@pytest.mark.parametrize("read", [one_box, two_boxes])
@pytest.mark.parametrize("minute", ["01:00", "01:30", "01:59"])
def test_a_time_that_the_clock_skips_is_refused(read, minute):
    with pytest.raises(forms.ValidationError) as refused:
        read(f"2027-03-28 {minute}")
    assert refused.value.messages[0] == (
        f"There is no {minute} on 28 March 2027: the clocks go forward then. Choose a time an "
        "hour later, or before 1 o'clock."
    )


@pytest.mark.parametrize(
    "typed", ["2027-02-30 09:00", "soon then", "2027-01-31 25:00", "0000-01-01 09:00"]
)
@pytest.mark.parametrize("read", [one_box, two_boxes])
def test_what_is_no_time_stays_refused(read, typed):
    with pytest.raises(forms.ValidationError):
        read(typed)


def test_a_time_with_a_zone_says_itself_what_it_means():
    assert one_box("2027-03-28T01:30:00Z") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_time_may_be_left_out():
    assert LocalTimeField(required=False).clean("") is None
    assert SplitLocalTimeField(required=False).clean(["", ""]) is None


@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_the_ends_of_time_are_no_fault(typed):
    for read in (one_box, two_boxes):
        with suppress(forms.ValidationError):
            assert read(typed)


def test_the_admin_can_use_it():
    options = IN_ADMIN[models.DateTimeField]
    field = Page._meta.get_field("live_from").formfield(**options)
    assert isinstance(field, SplitLocalTimeField)
    assert isinstance(field.widget, AdminSplitDateTime)
