"""Editing rounds and surveys as staff do."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from localoffer.publishing.models import Version
from surveys.forms import LinksField
from surveys.models import Cycle, Finding, Survey, WeDid, YouSaid
from tests.support.admin_forms import sent

from .factories import do, make_cycle, make_survey, make_theme, promise, say


def rows(prefix, *filled, initial=0):
    """Form data of an inline; each of `filled` is a row."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(filled)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for place, row in enumerate(filled):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def round_data(said=(), did=(), promises=(), initial=(0, 0, 0), **fields):
    return {
        "title": "Round", "slug": "round", "year": "2024", "state": "live",
        "review_by": "2027-01-01",
        **rows("said", *said, initial=initial[0]), **rows("did", *did, initial=initial[1]),
        **rows("progress"), **rows("promises", *promises, initial=initial[2]),
    } | fields  # fmt: skip


SAID = {"text": "<p>More buses</p>", "category": "service", "position": "0", "links": ""}
DID = {"text": "<p>Two buses</p>", "status": "done", "position": "0", "links": ""}


@pytest.mark.django_db
def test_an_editor_writes_a_round_and_then_ticks_what_was_answered(admin_client):
    links = "Parents' survey | /surveys/parents\r\n\r\nA | B | https://example.org/"
    data = round_data(said=[SAID | {"links": links}], did=[DID])
    assert admin_client.post("/admin/surveys/cycle/add/", data).status_code == 302
    cycle = Cycle.objects.get()
    said, did = cycle.said.get(), cycle.did.get()
    assert [(row.label, row.path) for row in said.evidence.all()] == [
        ("Parents' survey", "/surveys/parents/"),
        ("A | B", "https://example.org/"),
    ]
    page = admin_client.get(f"/admin/surveys/cycle/{cycle.pk}/change/").content.decode()
    assert f'<input type="checkbox" name="did-0-said" value="{said.pk}"' in page
    assert "Parents&#x27; survey | /surveys/parents/" in page
    data = round_data(
        said=[SAID | {"id": said.pk, "links": links}],
        did=[DID | {"id": did.pk, "said": [said.pk]}],
        initial=(1, 1, 0),
    )
    admin_client.post(f"/admin/surveys/cycle/{cycle.pk}/change/", sent(cycle, data))
    assert list(did.said.all()) == [said]
    assert said.evidence.count() == 2


@pytest.mark.django_db
def test_what_another_round_said_cannot_be_ticked(admin_client):
    elsewhere = say(make_cycle("elsewhere"), "Elsewhere")
    cycle = make_cycle("round")
    did = do(cycle, "x")
    path = f"/admin/surveys/cycle/{cycle.pk}/change/"
    assert "Elsewhere" not in admin_client.get(path).content.decode()
    data = round_data(did=[DID | {"id": did.pk, "said": [elsewhere.pk]}], initial=(0, 1, 0))
    assert (
        "is not one of the available choices"
        in admin_client.post(path, sent(cycle, data)).content.decode()
    )
    assert not did.said.exists()


@pytest.mark.django_db
def test_what_was_said_can_go_while_an_action_still_ticks_it(admin_client):
    cycle = make_cycle("round")
    said = say(cycle, "Goes")
    did = do(cycle, "Stays")
    data = round_data(
        said=[SAID | {"id": said.pk, "DELETE": "on"}],
        did=[DID | {"id": did.pk, "said": [said.pk]}],
        initial=(1, 1, 0),
        _publish="1",
    )
    response = admin_client.post(f"/admin/surveys/cycle/{cycle.pk}/change/", sent(cycle, data))
    assert response.status_code == 302
    assert not YouSaid.objects.exists()
    assert not WeDid.objects.get().said.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"status": "planned"}, "Say when it is planned for."),
        ({"status": "not-possible"}, "Say why it is not possible."),
        ({"links": "no address"}, "Line 1: Write the words, then | and the address."),
        ({"links": "a | /b/\nc | javascript:x"}, "Line 2: Start the address with / or https://"),
    ],
)
def test_an_editor_is_told_what_is_missing_and_nothing_is_saved(admin_client, row, message):
    response = admin_client.post("/admin/surveys/cycle/add/", round_data(did=[DID | row]))
    assert message in response.content.decode()
    assert not Cycle.objects.exists()


@pytest.mark.parametrize("text", ["a | /b\x00/", "x" * 151 + " | /b/", "a | /" + "b" * 500])
def test_lines_that_the_database_cannot_hold_are_refused(text):
    with pytest.raises(ValidationError):
        LinksField().clean(text)


def number_of_queries(asked):
    """Savepoints ask the database nothing."""
    return len([query for query in asked if "SAVEPOINT" not in query["sql"]])


@pytest.mark.django_db
def test_a_page_of_thirty_rows_opens_and_saves_with_few_queries(admin_client):
    cycle = make_cycle("round")
    theme = make_theme()
    said = [say(cycle, f"s{n}", "/surveys/", theme=theme) for n in range(10)]
    did = [do(cycle, f"d{n}", said[n], evidence="/events/") for n in range(10)]
    promises = [promise(cycle, f"p{n}") for n in range(10)]
    path = f"/admin/surveys/cycle/{cycle.pk}/change/"
    with CaptureQueriesContext(connection) as asked:
        admin_client.get(path)
    assert number_of_queries(asked) < 26
    data = round_data(
        said=[
            SAID
            | {
                "id": row.pk,
                "text": row.text,
                "theme": theme.pk,
                "links": f"Proof of s{n} | /surveys/",
            }
            for n, row in enumerate(said)
        ],
        did=[
            DID
            | {
                "id": row.pk,
                "text": row.text,
                "said": [said[n].pk],
                "links": f"Proof of d{n} | /events/",
            }
            for n, row in enumerate(did)
        ],
        promises=[{"id": row.pk, "text": row.text, "position": "0"} for row in promises],
        initial=(10, 10, 10),
        # As a browser sends it back for a field that has a default.
        **{"review_by": cycle.review_by, "initial-review_by": cycle.review_by},
    )
    data["did-3-status"] = "under-way"
    for _ in ("a first draft", "another one over it"):
        with CaptureQueriesContext(connection) as asked:
            assert admin_client.post(path, sent(cycle, data)).status_code == 302
        assert number_of_queries(asked) < 40
        data["summary"] = "Another summary"
    draft = Version.objects.latest_draft_of(cycle).snapshot["owned"]["surveys.wedid"]
    assert [row["pk"] for row in draft if row["fields"]["status"] == "under-way"] == [did[3].pk]
    assert draft[3]["many"] == {"said": [said[3].pk]}


@pytest.mark.django_db
def test_findings_are_written_on_the_page_of_their_wave(admin_client):
    wave = make_survey(findings=0).waves.get()
    path = f"/admin/surveys/wave/{wave.pk}/change/"
    data = {
        "survey": wave.survey_id, "label": "Spring", "opened": "2024-03-01", "responses": "214",
        **rows("findings", {"text": "Most knew", "value": "62", "base": "4", "position": "0",
                            "figures_published": "on"}),
    }  # fmt: skip
    assert (
        "Fewer than 5 people could be recognised." in admin_client.post(path, data).content.decode()
    )
    assert admin_client.post(path, data | {"findings-0-base": "214"}).status_code == 302
    assert [(row.value, row.base) for row in Finding.objects.all()] == [(62, 214)]


@pytest.mark.django_db
def test_a_survey_keeps_its_waves_when_it_is_saved(admin_client):
    survey = make_survey()
    path = f"/admin/surveys/survey/{survey.pk}/change/"
    wave = survey.waves.get()
    page = admin_client.get(path).content.decode()
    assert f"/admin/surveys/wave/{wave.pk}/change/" in page
    data = {
        "title": "New title", "slug": "parents", "intro": "<p>x</p>", "state": "live",
        "review_by": "2027-01-01",
        **rows("waves", {"id": wave.pk, "label": "Spring", "opened": "2024-03-01"}, initial=1),
    }  # fmt: skip
    sending = sent(survey, data) | {"_publish": "1"}
    assert admin_client.post(path, sending).status_code == 302
    assert Survey.objects.get().title == "New title"
    assert wave.findings.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["cycle", "survey", "wave", "theme"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_empty_forms_open(admin_client, django_assert_max_num_queries, model, count):
    for number in range(count):
        make_cycle(f"c{number}")
        make_survey(f"s{number}")
        make_theme(f"t{number}")
    with django_assert_max_num_queries(12):
        assert admin_client.get(f"/admin/surveys/{model}/").status_code == 200
    assert admin_client.get(f"/admin/surveys/{model}/?q=x").status_code == 200
    assert admin_client.get(f"/admin/surveys/{model}/add/").status_code == 200
