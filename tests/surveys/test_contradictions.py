"""Figures that do not fit who answered, halves without each other, and days to come stop a page."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from localoffer.editorial.remarks import may_publish, remarks_of
from localoffer.publishing.models import published_models
from surveys.models import Evidence, Finding, Survey, WeDid, YouSaid
from surveys.models.round_contradictions import TICK_IT
from surveys.pairs import paired
from tests.events.factories import make_event

from .factories import do, make_cycle, make_survey, promise, say

pytestmark = pytest.mark.django_db
TOMORROW = localdate() + timedelta(days=1)


def stops(row):
    return [each.sentence for each in may_publish(row) if each.code == "contradiction"]


def doubts(row):
    found = [each for each in remarks_of(row) if each.code == "contradiction"]
    return [each.sentence for each in found if each.level == "warn"]


def survey_that_says(text, detail="", answered=198, **fields):
    survey = make_survey(findings=0)
    wave = survey.waves.get()
    wave.responses = answered
    wave.save()
    Finding.objects.create(wave=wave, text=text, detail=detail, **fields)
    return survey


@pytest.mark.parametrize(
    ("text", "fields", "sentence"),
    [
        ("61% of 9,999 people", {}, "9,999 is more than the 198 people who answered."),
        ("300 parents said yes", {}, "300 is more than the 198 people who answered."),
        ("120 of 210 said yes", {}, "210 is more than the 198 people who answered."),
        (
            "Most said yes",
            {"value": 61, "base": 9999},
            "9,999 people cannot have answered this: 198 answered the survey.",
        ),
        (
            "61% said yes",
            {"value": 16, "base": 198},
            "The headline says 61%, the figure below it 16%.",
        ),
        ("6 in 5 said yes", {}, "The part is larger than the whole. Mend the numbers."),
        ("130% said yes", {}, "No share is more than 100%."),
    ],
)
def test_a_headline_that_its_survey_cannot_bear_stops(text, fields, sentence):
    assert stops(survey_that_says(text, **fields)) == [sentence]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("61% of 198 people", {"value": 61, "base": 198}),
        ("3 in 5 said yes", {"value": 61, "base": 142}),
        ("64 in every 100 young people", {"value": 64, "base": 94}),
        ("12 in 2024", {}),
        ("Requests rose by 130%", {}),
        ("61%, up from 48% in 2024", {"value": 61, "base": 198}),
    ],
)
def test_headlines_that_fit_are_left_alone(text, fields):
    survey = survey_that_says(text, **fields)
    assert (stops(survey), doubts(survey)) == ([], [])


def test_parts_that_are_more_than_the_whole_are_doubtful():
    survey = survey_that_says("Mixed", "<p>60% said yes, 30% no and 20% perhaps.</p>")
    assert stops(survey) == []
    assert doubts(survey) == [
        "These parts are 110% together. Say so if people could choose several."
    ]


def test_what_stands_below_a_headline_may_speak_of_others():
    survey = survey_that_says("Mixed", "<p>4,200 pupils have a plan.</p>")
    assert stops(survey) == []
    assert doubts(survey) == ["4,200 is more than the 198 people who answered."]


def test_nobody_can_have_answered_a_wave_that_is_to_come():
    survey = make_survey(findings=1)
    survey.waves.update(opened=TOMORROW, closed=None)
    assert stops(survey) == ["It opens on a day to come, so nobody can have answered yet."]


def test_a_survey_that_has_closed_does_not_ask_to_take_part():
    survey = make_survey(intro="<p>You have until Friday. Fill in the survey now.</p>")
    assert stops(survey) == ["This says that people can still answer, but the survey has closed."]
    survey.waves.update(closed=TOMORROW)
    assert stops(survey) == []


def test_a_we_did_without_its_you_said_stops_beside_one_that_waits():
    cycle = make_cycle()
    waiting = say(cycle, "Nobody answers the telephone")
    action = do(cycle, "We answer it now")
    [remark] = may_publish(cycle)
    assert remark.sentence == TICK_IT.format("Nobody answers the telephone")
    assert (remark.label, remark.text.row) == ("We did 1: said", ("surveys.wedid", action.pk))
    action.said.add(waiting)
    assert stops(cycle) == []


def test_a_you_said_without_an_answer_is_pointed_out():
    cycle = make_cycle()
    say(cycle, "Nobody answers")
    assert doubts(cycle) == ["This has no answer yet. Families read that too."]


@pytest.mark.parametrize(
    ("said", "answers", "label"),
    [([], [], False), ([1], [], False), ([1], [(5, 1)], True), ([1, 2], [(5, 1)], False)],
)
def test_also_did_is_only_said_where_all_else_is_answered(said, answers, label):
    pairs = paired([YouSaid(pk=pk) for pk in said], [WeDid(pk=5), WeDid(pk=6)], answers)
    assert pairs[-1].is_more is label


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kept_on": TOMORROW}, "A promise cannot be kept on a day to come."),
        (
            {"kept_on": date(2023, 12, 31)},
            "It was kept before 2024, the year in which it was made.",
        ),
    ],
)
def test_a_promise_is_kept_after_it_was_made_and_before_today(fields, sentence):
    cycle = make_cycle()
    promise(cycle, "A ramp", **fields)
    assert stops(cycle) == [sentence]


def test_a_promise_is_not_kept_before_the_event_that_shows_it():
    cycle = make_cycle()
    event = make_event("tea", [-1])
    kept = promise(cycle, "A talk", kept_on=localdate() - timedelta(days=40))
    Evidence.objects.create(promise=kept, label="The talk", path="/events/tea/")
    assert len(stops(cycle)) == 1
    kept.kept_on = event.begins_on()
    kept.save()
    assert stops(cycle) == []


def test_what_came_of_an_open_promise_is_doubtful():
    cycle = make_cycle()
    promise(cycle, "A ramp", outcome="<p>It is built.</p>")
    assert len(doubts(cycle)) == 1


def test_done_is_not_planned_and_a_round_is_not_of_a_year_to_come():
    cycle = make_cycle(year=localdate().year + 1, title="Round")
    do(cycle, "We will build a ramp", due=TOMORROW)
    assert stops(cycle) == [
        "That year has not come yet.",
        "It is done, but planned for a day to come. Change one of the two.",
    ]
    assert doubts(cycle) == ["It says “Done”, but the words sound as if it is still to come."]


def test_a_draft_that_lacks_everything_has_no_contradictions():
    for model in published_models():
        assert list(model(title="", slug="").contradictions()) == [], model


def test_a_wave_of_a_live_survey_is_not_saved_with_an_untruth(admin_client):
    survey = make_survey()
    wave = survey.waves.get()
    finding = wave.findings.get()
    path = f"/admin/surveys/wave/{wave.pk}/change/"
    data = {
        "survey": survey.pk, "label": "Spring", "opened": "2024-03-01", "closed": "2024-03-31",
        "responses": "198", "method": "", "note": "",
        "findings-TOTAL_FORMS": 1, "findings-INITIAL_FORMS": 1, "findings-0-id": finding.pk,
        "findings-0-wave": wave.pk, "findings-0-text": "61% of 9,999 people",
        "findings-0-detail": "", "findings-0-value": "", "findings-0-base": "",
        "findings-0-figures_published": "on", "findings-0-position": "0",
    }  # fmt: skip
    page = admin_client.post(path, data).content.decode()
    assert "9,999 is more than the 198 people who answered." in page
    assert "61% of 9,999 people" in page
    data["findings-0-text"] = "Ann Marsh told us: TBC"
    page = admin_client.post(path, data).content.decode()
    assert "Something is still missing here" in page
    assert "Ann Marsh" in page
    assert 'name="confirm_remark"' in page
    Survey.objects.update(state="draft")
    data["findings-0-text"] = "61% of 9,999 people"
    assert admin_client.post(path, data).status_code == 302
