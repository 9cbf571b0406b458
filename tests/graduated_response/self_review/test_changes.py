"""Going on with an old file: what changed since it was saved."""

import re

import pytest

from graduated_response.models import Edition, Statement
from tests.graduated_response.provision_factories import make_area, make_phase, make_statement

from .reviews import (
    FORM,
    SAID,
    SUMMARY,
    downloaded,
    fields_of,
    rows_of_csv,
    sent,
    text_of,
    uploaded,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_file(client):
    """Saved under the 2025 edition; all of AS1 to AS4 for primary, with something said of three."""
    Edition.objects.create(title="2025", slug="2025", state="live", date="2025-09-01")
    area = make_area()
    for code in ("AS1", "AS2", "AS3", "AS4"):
        make_statement(code, area, phases=["primary"])
    answers = {"AS1": SAID, "AS2": {"evidence": "Seen"}, "AS3": {"rating": "met"}, "AS4": {}}
    return downloaded(client, sent({"phase": "primary"}, **answers), "csv")


def release(**changes):
    Edition.objects.create(title="2026", slug="2026", state="live", date="2026-09-01")
    for code, fields in changes.items():
        statement = Statement.objects.get(code=code)
        for name, value in fields.items():
            setattr(statement, name, value)
        statement.save()


def news(page):
    part = re.search(r'<section .*?id="news".*?</section>', page, re.DOTALL)[0]
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<(?:p|li)>.*?</(?:p|li)>", part)]


def test_nothing_changed(client, old_file):
    assert news(text_of(uploaded(client, old_file))) == [
        "Nothing: every expectation says what it said."
    ]


def test_an_empty_form_tells_no_news(client, old_file):
    assert 'id="news"' not in text_of(client.get(FORM))


def test_words_that_changed(client, old_file):
    release(AS1={"title": "The setting always does AS1."}, AS4={"title": "Something else."})
    page = text_of(uploaded(client, old_file))
    edition, words = news(page)
    assert edition == (
        "Your file is about the 2025 edition, 1 September 2025. "
        "Now it is the 2026 edition, 1 September 2026."
    )
    assert words == "Look again, because the words are different: AS1."
    assert "<p>The setting does AS1.</p>" in page
    assert "<p>The setting <ins>always</ins> does AS1.</p>" in page
    form = fields_of(page)
    assert {name: form[f"AS1-{name}"][0] for name in SAID} == SAID | {"by_when": "1 March 2027"}
    assert form["AS1-wording"] == ["The setting does AS1."]
    assert form["AS4-wording"] == ["Something else."]  # nobody has rated it yet


def test_a_changed_one_stays_marked_until_somebody_looked(client, old_file):
    release(AS1={"title": "The setting always does AS1."})
    form = fields_of(text_of(uploaded(client, old_file)))
    summary = text_of(client.post(SUMMARY, form))
    assert 'Look at them again: <a href="#AS1">AS1</a>.</p>' in summary
    again = downloaded(client, fields_of(summary), "csv")
    assert rows_of_csv(again)[9][:4] == ["AS1", "Assessment", "The setting does AS1.", "Partly"]
    looked = text_of(client.post(SUMMARY, form | {"AS1-again": "on"}))
    assert "Look at them again" not in looked
    assert fields_of(looked)["AS1-wording"] == ["The setting always does AS1."]


def test_broken_lines_are_no_change(client, old_file):
    content = old_file.replace(b"The setting does AS1.", b'"The setting\r\n does AS1. "')
    assert news(text_of(uploaded(client, content))) == [
        "Nothing: every expectation says what it said."
    ]


def test_new_ones(client, old_file):
    make_statement("AS9", phases=["primary"])
    make_statement("AS10", phases=["secondary"])
    page = text_of(uploaded(client, old_file))
    assert news(page) == ["New: AS9."]
    assert page.count('<strong class="govuk-tag">New</strong>') == 1
    assert "AS10" not in page


def test_withdrawn_ones_are_kept_at_the_end_with_what_was_written(client, old_file):
    new = make_statement("AS9", phases=["primary"])
    draft = make_statement("AS11", state="draft")
    release(
        AS1={"state": "archived", "replaced_by": new},
        AS2={"state": "archived", "replaced_by": draft},
        AS4={"state": "archived"},
    )
    page = text_of(uploaded(client, old_file))
    assert news(page)[1:] == [
        "New: AS9.",
        "AS1 “The setting does AS1.” The council has withdrawn it. AS9 says it now.",
        "AS2 “The setting does AS2.” The council has withdrawn it.",
        "AS4 “The setting does AS4.” The council has withdrawn it.",
    ]
    assert "AS11" not in page
    assert page.index('id="AS3"') < page.index('id="gone"') < page.index('id="AS1"')
    assert "Your rating was: Partly." in page
    form = fields_of(page)
    assert form["AS1-evidence"] == [SAID["evidence"]]
    assert "AS4-wording" not in form
    summary = text_of(client.post(SUMMARY, form))
    assert "You rated 1 of 2 expectations: 1 met." in summary
    assert '<td><a href="#AS1">AS1</a></td>' in summary
    assert [row[0] for row in rows_of_csv(downloaded(client, form, "csv"))[9:]] == [
        "AS3", "AS9", "AS1", "AS2",
    ]  # fmt: skip


def test_one_that_left_the_choice(client, old_file):
    Statement.objects.get(code="AS3").phases.set([make_phase("secondary")])
    page = text_of(uploaded(client, old_file))
    assert news(page) == ["AS3 “The setting does AS3.” It is no longer part of what you chose."]
    assert fields_of(page)["AS3-rating"] == ["met"]


def test_all_areas_of_a_file_are_gone(client):
    make_statement("AS1", make_area())
    content = downloaded(client, sent({"need": "assessment"}, AS1=SAID), "xlsx")
    make_statement("EN1", make_area("rooms", "EN"))
    release(AS1={"state": "archived"})
    area = Statement.objects.get(code="AS1").area
    area.state = "archived"
    area.save()
    page = text_of(uploaded(client, content))
    assert fields_of(page)["AS1-evidence"] == [SAID["evidence"]]
    assert "EN1" not in page
