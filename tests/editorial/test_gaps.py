"""Gaps stop publishing in every text of every kind, by every way out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from graduated_response.models import Question, QuestionSet, Statement
from localoffer.document_reader.placeholders import leads_nowhere, placeholders
from localoffer.editorial.models import Confirmed
from localoffer.editorial.remarks import may_publish
from localoffer.editorial.texts import text_fields, texts_of
from localoffer.publishing import tasks
from localoffer.publishing.family import all_rows, owned_models
from localoffer.publishing.models import Version, published_models
from localoffer.publishing.snapshots import take
from localoffer.richtext.fields import RichTextField
from localoffer.site.models import AlertBanner
from surveys.models import Cycle
from tests.publishing.examples import example

from .pages import make_page

KINDS = [
    pytest.param(model, field.name, id=f"{model.__name__}.{field.name}")
    for content in published_models()
    for model in (content, *owned_models(content))
    for field in text_fields(model)
]
OWNER = {
    model: content for content in published_models() for model in (content, *owned_models(content))
}


@pytest.mark.parametrize(
    "text",
    [
        "See [link to follow].", "The room is TBC.", "Lorem ipsum", "Ring xxx.", "What???",
        "[insert name here]", "insert the date here", "The room is to be confirmed.",
        "Click here to add text", "Error! Reference source not found.",
        "Error! Bookmark not defined.", "Click or tap here to enter text.", "Choose an item.",
        "[Type here]", "Your text here", "Details to follow.", "Coming soon.",
    ],
)  # fmt: skip
def test_gaps_are_found(text):
    assert placeholders(text)


@pytest.mark.parametrize(
    "text",
    [
        "The diagnosis needs to be confirmed by a doctor.",
        "Click here to see the map.",
        "Insert the card and press green.",
        "Is it free? Yes.",
        "Write the date (day, month) and your name.",
        "We tell you what is to come.",
    ],
)
def test_ordinary_words_are_no_gaps(text):
    assert placeholders(text) == []


@pytest.mark.parametrize(
    "address",
    ["#", "http://", "https://", "https://link", "http://example.com", "https://www.example.com/a",
     "https://TBC", "https://xxx/", "https://insert", "www.", "mailto:"],
)  # fmt: skip
def test_links_to_nowhere_are_found(address):
    assert leads_nowhere(address)


@pytest.mark.parametrize(
    "address", ["/events/", "#costs", "https://council.example/", "https://links.gov.uk/xxxi"]
)
def test_links_to_somewhere_are_left_alone(address):
    assert not leads_nowhere(address)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "name"), KINDS)
def test_a_gap_in_any_text_of_any_kind_stops_it(model, name):
    row = example(OWNER[model])
    field = model._meta.get_field(name)
    short = field.max_length and field.max_length < 4
    value = "XXX" if short else "<p>XXXX</p>" if isinstance(field, RichTextField) else "XXXX"
    one = row if model is type(row) else all_rows(model).order_by("pk").first()
    gap = all_rows(model).filter(pk=one.pk)
    if (model, name) == (Statement, "code"):  # the address: the database itself takes no gap
        with pytest.raises(IntegrityError), transaction.atomic():
            gap.update(code=value)
        return
    gap.update(**{name: value})
    row = all_rows(type(row)).get(pk=row.pk)
    assert value in {text.value for text in texts_of(row)}
    assert {"placeholder", "link-placeholder"} & {each.code for each in may_publish(row)}


@pytest.mark.django_db
def test_a_link_to_nowhere_stops_a_page():
    page = make_page(body='<p><a href="https://example.com/">Help</a></p>')
    assert [(each.code, each.excerpts) for each in may_publish(page)] == [
        ("link-placeholder", ("Help",))
    ]


@pytest.mark.django_db
def test_a_day_that_no_calendar_has_stops_a_page():
    page = make_page(body="<p>Come on Tuesday 3 March 2027 or 31 June 2027.</p>")
    assert [each.sentence for each in may_publish(page)] == [
        "That day is a Wednesday. Mend the day or the date.",
        "There is no such day. Mend the date.",
    ]
    assert may_publish(make_page("b", "<p>Come on Wednesday 3 March 2027.</p>")) == []


@pytest.mark.django_db
def test_the_clock_publishes_nothing_with_a_gap():
    page = make_page(state="draft")
    snapshot = take(page)
    snapshot["fields"]["body"] = "<p>The room is TBC.</p>"
    version = Version.objects.save_draft(page, snapshot, None)
    now = timezone.now()
    version.schedule(now + timedelta(hours=1), None)
    assert tasks.publish_due(now + timedelta(hours=2)) == 0
    version.refresh_from_db()
    page.refresh_from_db()
    assert (version.state, page.state) == ("scheduled", "draft")
    said = "Text: Something is still missing here. Fill it in, or take it out. “TBC”"
    assert version.problem == said


def imported(tmp_path, command, text, *options):
    path = tmp_path / "document.md"
    path.write_text(text)
    out = StringIO()
    call_command(command, str(path), *options, stdout=out)
    return out.getvalue()


QUESTIONS = (
    "# Evening, 3 May 2023\n\n**1. Where is the room?**\n\n{}\n\n**2. Is it free?**\n\nYes.\n"
)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["It is TBC.", "Ask Ann Marsh or ring 07700 900123."])
def test_an_import_with_publish_keeps_what_must_be_mended_as_drafts(tmp_path, answer):
    report = imported(tmp_path, "import_questions", QUESTIONS.format(answer), "--publish")
    assert "Nothing was published:" in report
    assert {each.state for each in [*QuestionSet.objects.all(), *Question.objects.all()]} == {
        "draft"
    }
    imported(tmp_path, "import_questions", QUESTIONS.format("It is the hall."), "--publish")
    assert {each.state for each in Question.objects.all()} == {"live"}
    report = imported(tmp_path, "import_questions", QUESTIONS.format(answer), "--publish")
    assert Question.objects.order_by("number").first().answer == "<p>It is the hall.</p>"
    assert "Nothing was published" in report


@pytest.mark.django_db
def test_an_import_of_a_round_with_publish_passes_the_checks(tmp_path):
    text = "# You said, we did 2023\n\nYou said: The bus is late.\n\nWe did: {}\n"
    imported(tmp_path, "import_you_said_we_did", text.format("[details to follow]"), "--publish")
    assert Cycle.objects.get().state == "draft"
    Cycle.objects.all().delete()
    imported(tmp_path, "import_you_said_we_did", text.format("It is on time."), "--publish")
    assert Cycle.objects.get().state == "live"


@pytest.mark.django_db
def test_a_banner_with_a_gap_or_a_name_is_not_saved_before_it_is_confirmed(admin_client):
    path = "/admin/site/alertbanner/add/"
    data = {
        "title": "Closed", "text": "The room is TBC.", "link": "", "level": "info", "section": "",
        "starts_0": "2026-01-01", "starts_1": "10:00", "ends_0": "", "ends_1": "",
    }  # fmt: skip
    page = admin_client.post(path, data).content.decode()
    assert "Something is still missing here" in page
    assert "The room is TBC." in page
    data["text"] = "Ring Ann Marsh."
    page = admin_client.post(path, data).content.decode()
    key = page.partition('name="confirm_remark" value="')[2].partition('"')[0]
    assert len(key) == 64
    assert admin_client.post(path, data | {"confirm_remark": key}).status_code == 302
    banner = AlertBanner.objects.get()
    assert banner.text == "Ring Ann Marsh."
    # Untouched words are not asked about again; the tick on a row that is there is remembered.
    path = f"/admin/site/alertbanner/{banner.pk}/change/"
    assert admin_client.post(path, data | {"title": "Shut"}).status_code == 302
    data["text"] = "Please ring Ann Marsh."
    assert "confirm_remark" in admin_client.post(path, data).content.decode()
    assert admin_client.post(path, data | {"confirm_remark": key}).status_code == 302
    assert Confirmed.objects.filter(key=key).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "quoted"), [("See [link to follow].", True), ("Ring Ann Marsh.", False)]
)
def test_a_refusal_quotes_a_gap_and_never_a_name_and_leads_to_the_place(
    admin_client, words, quoted
):
    """What was refused is kept in a message, and may be sent by e-mail."""
    page = make_page(body=f"<p>{words}</p>", state="draft")
    version = Version.objects.save_draft(page, take(page), None)
    step = reverse("admin:site_sitepage_step", args=[page.pk, version.number, "publish"])
    done = admin_client.post(step, follow=True)
    said = " ".join(str(each) for each in done.context["messages"])
    assert "cannot be published yet" in said
    assert ("“[link to follow]”" in said, "Marsh" in said) == (quoted, False)
    text = done.content.decode()
    assert '<a href="#remarks">' in text
    assert 'id="remarks"' in text
