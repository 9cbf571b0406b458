"""Editing pages and questions as staff do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from graduated_response.models import (
    AgeBand,
    Contact,
    Guide,
    Page,
    Part,
    Question,
    QuestionSet,
    Topic,
)
from localoffer.publishing.models import Version
from tests.support.admin_forms import sent

from .page_factories import (
    make_band,
    make_contact,
    make_guide,
    make_page,
    make_question,
    make_set,
    make_topic,
    make_worry,
    text_of,
)

pytestmark = pytest.mark.django_db

MODELS = {
    AgeBand: make_band,
    Contact: make_contact,
    Guide: make_guide,
    Page: make_page,
    Question: make_question,
    QuestionSet: make_set,
    Topic: make_topic,
}


def admin_path(model, rest=""):
    return f"/admin/graduated_response/{model._meta.model_name}/{rest}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_add_and_change_open(admin_client, model):
    row = MODELS[model]()
    assert str(row) in text_of(admin_client, admin_path(model))
    assert str(row) in text_of(admin_client, admin_path(model, f"{row.pk}/change/"))
    text_of(admin_client, admin_path(model, "add/"))
    text_of(admin_client, admin_path(model, "?q=a"))


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(Page, 6), (Question, 7), (QuestionSet, 5)])
def test_lists_need_the_same_queries_for_any_length(
    admin_client, django_assert_num_queries, model, queries, items
):
    for n in range(items):
        make_page(f"page-{n}", guide=make_guide(f"guide-{n}"))
        make_question(f"q{n}", question_set=make_set(f"set-{n}"), topic=make_topic(f"topic-{n}"))
    with django_assert_num_queries(queries):
        text_of(admin_client, admin_path(model))


def page_data(*parts, **fields):
    """What the form of a page sends; `parts` are dicts of the fields of a row."""
    rows = {
        f"parts-{n}-{name}": value for n, part in enumerate(parts) for name, value in part.items()
    }
    known = sum("id" in part for part in parts)
    return {
        "title": "Assess", "slug": "assess", "kind": "stage", "position": "1", "state": "live",
        "review_by": "2027-01-01", "body": "<p>Text.</p><script>alert(1)</script>",
        "parts-TOTAL_FORMS": len(parts), "parts-INITIAL_FORMS": known,
    } | rows | fields  # fmt: skip


def test_an_editor_writes_a_stage_with_its_parts(admin_client):
    data = page_data(
        {"role": "you", "text": "<p>Write it down.</p>"},
        {"role": "setting", "text": "<p>Looks.</p>"},
    )
    assert admin_client.post(admin_path(Page, "add/"), data).status_code == 302
    assert Page.objects.get().body == "<p>Text.</p>"
    assert "Write it down." in text_of(admin_client, "/graduated-response/assess/")


@pytest.mark.parametrize(
    ("kind", "part", "sentence"),
    [
        (
            "stage",
            {"role": "today"},
            "does not fit a stage. Choose one of: What the school or setting does; What you can",
        ),
        (
            "worry",
            {"role": "setting"},
            "This heading does not fit a worry. Choose one of: What to do today;",
        ),
        (
            "page",
            {"role": "today"},
            "A plain page has no such parts. Write its text above instead.",
        ),
        (
            "stage",
            {"role": "you", "age_band": "band"},
            "A stage is the same for all ages. Leave this empty.",
        ),
    ],
)
def test_a_part_that_does_not_fit_is_refused_with_the_reason(admin_client, kind, part, sentence):
    if "age_band" in part:
        part = part | {"age_band": make_band().pk}
    data = page_data({"text": "<p>Text.</p>"} | part, kind=kind)
    assert sentence in admin_client.post(admin_path(Page, "add/"), data).content.decode()
    assert not Page.objects.exists()


def test_changing_the_kind_of_a_page_refuses_parts_that_no_longer_fit(admin_client):
    page = make_worry(parts=(("today", "<p>Now.</p>"),))
    part = page.parts.get()
    row = {"id": part.pk, "page": page.pk, "role": "today", "text": "<p>Now.</p>"}
    change = admin_path(Page, f"{page.pk}/change/")
    refused = admin_client.post(change, sent(page, page_data(row, kind="stage")))
    assert "This heading does not fit a stage." in refused.content.decode()
    data = page_data(row | {"DELETE": "on"}, kind="stage", _publish="1")
    done = admin_client.post(change, sent(page, data))
    assert done.status_code == 302
    assert not Part.objects.exists()


@pytest.mark.parametrize("with_band", [False, True])
def test_the_same_heading_twice_for_an_age_is_refused(admin_client, with_band):
    row = {"role": "speak", "text": "<p>Them.</p>", "age_band": make_band().pk if with_band else ""}
    response = admin_client.post(admin_path(Page, "add/"), page_data(row, row, kind="worry"))
    assert response.status_code == 200
    assert "twice for the same age" in response.content.decode() or with_band
    assert not Page.objects.exists()


def test_an_editor_writes_a_question(admin_client):
    data = {
        "title": "How long?", "slug": "how-long", "asked": "", "is_question": "on",
        "answer": "<p>20 weeks.</p>",
        "topic": make_topic().pk, "question_set": make_set().pk, "number": "4", "state": "live",
        "review_by": "2027-01-01",
    }  # fmt: skip
    assert admin_client.post(admin_path(Question, "add/"), data).status_code == 302
    assert "<p>20 weeks.</p>" in text_of(admin_client, "/questions/how-long/")


def test_an_editor_puts_the_questions_of_a_set_in_order(admin_client):
    in_set = make_set()
    question = make_question(question_set=in_set, number=1)
    data = {
        "title": "Webinar", "slug": "webinar", "intro": "", "state": "live",
        "review_by": "2027-01-01",        "questions-TOTAL_FORMS": 1, "questions-INITIAL_FORMS": 1,
        "questions-0-id": question.pk, "questions-0-question_set": in_set.pk,
        "questions-0-number": "7",
    }  # fmt: skip
    response = admin_client.post(
        admin_path(QuestionSet, f"{in_set.pk}/change/"), sent(in_set, data)
    )
    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.number, question.title, question.answer) == (
        7, "Question how-long?", "<p>Answer to how-long.</p>"
    )  # fmt: skip


def test_a_change_of_a_contact_shows_at_once(client, admin_client):
    contact = make_contact("Advice line")
    band = make_band()
    band.contacts.add(contact)
    make_worry()
    path = "/graduated-response/learning/primary/"
    assert "Advice line" in text_of(client, path)
    data = {"name": "Help line", "phone": "01632 960999"}
    assert admin_client.post(admin_path(Contact, f"{contact.pk}/change/"), data).status_code == 302
    page = text_of(client, path)
    assert "Help line" in page
    assert "Advice line" not in page


def test_a_page_with_thirty_parts_is_saved_with_few_queries(admin_client):
    bands = [make_band(f"band-{number}") for number in range(6)]
    roles = ("today", "speak", "say", "next", "if_not")
    page = make_worry(parts=())
    parts = [
        Part.objects.create(page=page, role=role, age_band=band, text=f"<p>{role}</p>")
        for role in roles
        for band in bands
    ]
    rows = [
        {"id": part.pk, "page": page.pk, "role": part.role, "age_band": part.age_band_id,
         "text": f"<p>New {part.role}</p>" if part is parts[3] else part.text}
        for part in parts
    ]  # fmt: skip
    data = sent(page, page_data(*rows, kind="worry", title=page.title, slug=page.slug))
    data["review_by"] = data["initial-review_by"] = page.review_by
    with CaptureQueriesContext(connection) as asked:
        assert admin_client.post(admin_path(Page, f"{page.pk}/change/"), data).status_code == 302
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) < 40
    draft = Version.objects.latest_draft_of(page)
    assert len(draft.snapshot["owned"]["graduated_response.part"]) == 30
    assert "New today" in str(draft.snapshot)
