"""What was in force is public for good, with its dates; what never was stays hidden."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Edition, Statement, Wording
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.site.models import SiteSettings
from tests.public_site import costs

from .provision_factories import make_area, make_statement

pytestmark = pytest.mark.django_db

INDEX = "/ordinarily-available-provision/"
TODAY = timezone.localdate()


def morning(day):
    return timezone.make_aware(datetime.fromisoformat(f"{day} 09:00"))


def text_of(client, path):
    response = client.get(INDEX + path)
    assert response.status_code == 200, path
    return response.content.decode()


def words(page):
    """The text of a page's main part, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def make_past(code="AS1", *periods, **fields):
    """An expectation that was in force with these (title, since, until), days as ISO dates."""
    statement = make_statement(code, title=periods[-1][0], **fields)
    last = statement.wordings.last()
    statement.wordings.all().delete()
    for title, since, until in periods:
        last.pk, last.title = None, title
        last.since, last.until = morning(since), until and morning(until)
        last.save(force_insert=True)
    return statement


def make_edition(name="2025", day="2025-09-01", **fields):
    fields = {"state": "live", "date": date.fromisoformat(day)} | fields
    return Edition.objects.create(title=name, slug=name, **fields)


def test_history_tells_what_changed_newest_first(client):
    make_past(
        "AS1", ("It looks.", "2025-03-03", "2025-06-01"), ("It looks well.", "2025-06-01", None)
    )
    page = text_of(client, "AS1/history/")
    headings = re.findall(r"<h2>(\w+), <time datetime=\"([\d-]+)\">", page)
    assert headings == [("Changed", "2025-06-01"), ("Published", "2025-03-03")]
    assert "<p>It <del>looks.</del></p>" in page
    assert "<p>It <ins>looks well.</ins></p>" in page
    assert f'<a href="{INDEX}AS1/2025-06-01/">All that AS1 said on 1 June 2025</a>' in page
    assert f'<link rel="canonical" href="{INDEX}AS1/">' in page


def test_history_tells_of_leaving_coming_back_and_moving(client):
    statement = make_past(
        "AS1", ("One.", "2025-03-03", "2025-04-01"), ("One.", "2025-05-01", "2025-06-01"),
        ("One.", "2025-06-01", "2025-07-01"),
    )  # fmt: skip
    last = statement.wordings.order_by("since").last()
    last.area, last.place = "Rooms", "another"
    last.save()
    page = text_of(client, "AS1/history/")
    assert re.findall(r"<h2>([\w ]+), <time", page) == [
        "Withdrawn", "Moved", "Brought back", "Withdrawn", "Published",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-03-03", "This is an older text. It was in force from 3 March 2025 to 1 June 2025."),
        ("2025-05-31", "This is an older text. It was in force from 3 March 2025 to 1 June 2025."),
        ("2025-06-01", "This is what AS1 says today. It has said so since 1 June 2025."),
        (TODAY.isoformat(), "This is what AS1 says today."),
    ],
)
def test_a_day_has_its_text(client, day, said):
    make_past("AS1", ("Old.", "2025-03-03", "2025-06-01"), ("New.", "2025-06-01", None))
    response = client.get(f"{INDEX}as1/{day}/")
    page = words(response.content.decode())
    assert said in page
    assert ("Old." in page, "New." in page) == (day < "2025-06-01", day >= "2025-06-01")
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "path",
    ["AS1/2025-03-02/", "AS1/2025-02-30/", "AS1/2025-13-01/", "AS1/0000-01-01/", "AS2/2025-05-01/",
     f"AS1/{TODAY + timedelta(days=1)}/", "AS2/history/", "AS1/history/?page=2", "AS3/history/",
     "AS1/history/?page=x", "AS3/", "editions/2026/AS1/", "editions/2025/AS3/", "AS1/25-03-02/"],
)  # fmt: skip
def test_other_days_and_codes_have_no_page(client, path):
    make_past("AS1", ("Old.", "2025-03-03", None))
    make_statement("AS3", state="draft")
    make_edition()
    response = client.get(INDEX + path, follow=True)
    assert response.status_code == 404


def test_a_day_after_it_was_withdrawn_says_so(client):
    make_past("AS1", ("Last.", "2025-03-03", "2025-06-01")).archive()
    page = words(text_of(client, "AS1/2025-07-01/"))
    assert "AS1 was not in force on this day. It had been withdrawn on 1 June 2025." in page
    assert "Last." in page
    assert "To quote it" not in page


def test_a_withdrawn_code_still_answers(client):
    heir = make_statement("AS2", title="Now this.")
    statement = make_past("AS1", ("Last.", "2025-03-03", "2025-06-01"), replaced_by=heir)
    statement.archive()
    response = client.get(f"{INDEX}AS1/?audience=parent")
    page = response.content.decode()
    assert "AS1 has not been in force since 1 June 2025." in words(page)
    assert "Last." in page
    assert f'<a href="{INDEX}AS2/?audience=parent">AS2</a> Now this.' in page
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"live_from": morning("2100-01-01")}])
def test_a_replacement_that_is_not_public_is_not_named(client, hidden):
    heir = make_statement("AS2", title="Zebra.", **hidden)
    statement = make_past("AS1", ("Last.", "2025-03-03", "2025-06-01"), replaced_by=heir)
    statement.archive()
    page = text_of(client, "AS1/")
    assert "Nothing else took its place." in page
    assert "AS2" not in page


def test_what_was_never_public_is_nowhere(client):
    statement = make_statement("AS1", title="Seen.")
    snapshot = take(statement)
    snapshot["fields"]["title"] = "Zebra."
    Version.objects.save_draft(statement, snapshot, None)
    make_statement("AS2", title="Zebra.", live_from=morning("2100-01-01"))
    make_statement("AS3", make_area("zebra", "EN", state="draft"), title="Zebra.")
    make_edition("Zebra", state="draft", date=None)
    make_edition(str(TODAY.year), TODAY.isoformat())
    for path in ("AS1/history/", f"AS1/{TODAY}/", "editions/", f"editions/{TODAY.year}/"):
        assert "zebra" not in text_of(client, path).lower()
    for path in ("AS2/", "AS2/history/", f"AS2/{TODAY}/", "AS3/history/", "editions/Zebra/"):
        assert client.get(INDEX + path).status_code == 404


def test_an_edition_tells_what_is_new_changed_and_withdrawn(client):
    make_past("AS1", ("Stays.", "2025-03-03", None))
    make_past("AS2", ("Old.", "2025-03-03", "2025-10-01"), ("Between.", "2025-10-01", "2026-01-01"),
              ("New.", "2026-01-01", None))  # fmt: skip
    make_past("AS3", ("Fresh.", "2025-11-01", None))
    make_past("AS4", ("Gone.", "2025-03-03", "2026-01-01")).archive()
    make_past("AS5", ("Short.", "2025-10-01", "2025-11-01")).archive()
    make_past("AS6", ("Back.", "2025-03-03", "2025-04-01"), ("Back.", "2026-01-01", None))
    make_past("AS7", ("Late.", "2026-05-01", None))
    make_edition("2025", "2025-09-01")
    make_edition("2026", "2026-01-01")
    page = text_of(client, "editions/2026/?audience=parent")
    assert "1 new, 1 brought back, 1 changed, 1 withdrawn." in words(page)
    found = re.findall(r'<h2>([\w ]+)</h2>|/(AS\d)/\?audience=parent"', page)
    assert ["".join(each) for each in found] == [
        "New", "AS3", "Brought back", "AS6", "Changed", "AS2", "Withdrawn", "AS4",
    ]  # fmt: skip
    assert "<p><del>Old.</del></p>" in page
    assert "<p><ins>New.</ins></p>" in page
    assert "Between." not in page
    first = words(text_of(client, "editions/2025/"))
    assert "This is the first edition. It has 3 expectations." in first


def test_an_edition_leads_to_the_text_of_its_day(client):
    make_past("AS1", ("Old.", "2025-03-03", None))
    make_edition("2025", "2025-09-01")
    response = client.get(f"{INDEX}editions/2025/AS1/?audience=parent")
    assert response["Location"] == f"{INDEX}AS1/2025-09-01/?audience=parent"


@pytest.mark.parametrize(
    ("edition", "worded", "said"),
    [
        (None, "2025-03-03", "AS1, in force on {today}, "),
        ("2025-09-01", "2025-03-03", "AS1, 2025 edition (in force on {today}), "),
        ("2025-09-01", "2025-09-01", "AS1, 2025 edition (in force on {today}), "),
        (
            "2025-09-01",
            "2025-09-02",
            "AS1, 2025 edition as changed on 2 September 2025 (in force on {today}), ",
        ),
    ],
)
def test_each_expectation_can_be_quoted(client, settings, edition, worded, said):
    settings.SITE_URL = "https://send.example"
    SiteSettings.objects.create(pk=1, council_name="Larkshire Council")
    make_past("AS1", ("It looks.", worded, None))
    if edition:
        make_edition("2025", edition)
    today = f"{TODAY.day} {TODAY:%B %Y}"
    address = f"https://send.example{INDEX}AS1/{TODAY}/"
    quote = f"Larkshire Council, Ordinarily Available Provision, {said.format(today=today)}"
    for path in ("area-AS/", f"AS1/{TODAY}/"):
        assert f"data-no-glossary>{quote}{address}</" in text_of(client, path)


def test_long_histories_and_editions_come_in_pages(client):
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(45)]
    make_past("AS1", *[(f"T{n}.", days[n], days[n + 1]) for n in range(44)])
    for number in range(2, 30):
        make_past(f"AS{number}", ("One.", "2025-01-01", None))
    make_edition("2025", "2025-01-05")
    assert "AS1, page 3 - " in text_of(client, "AS1/history/?page=3")
    assert client.get(f"{INDEX}AS1/history/?page=4").status_code == 404
    assert len(re.findall('class="lo-code"', text_of(client, "editions/2025/?page=2"))) == 4
    assert client.get(f"{INDEX}editions/2025/?page=3").status_code == 404


def test_texts_are_escaped(client):
    attack = "<script>alert(1)</script>"
    make_past("AS1", ("One.", "2025-03-03", "2025-06-01"), (attack, "2025-06-01", None))
    make_edition("2025", "2025-03-03")
    make_edition("2026", "2025-06-01")
    for path in ("AS1/history/", "AS1/2025-06-01/", "editions/2026/"):
        assert attack not in text_of(client, path)


def content(number):
    for place in range(1, number + 1):
        make_past(
            f"AS{place}", ("One.", "2025-03-03", "2025-06-01"),
            ("Two.", "2025-06-01", "2025-10-01"), ("Three.", "2025-10-01", "2026-01-01"),
        ).archive()  # fmt: skip
        make_edition(f"200{place}", f"2025-0{place + 2}-03")
    make_edition("2025", "2025-11-01")


QUERIES = [
    ("AS1/history/", 2, 3),
    ("AS1/2025-05-01/", 2, 3),
    ("AS1/", 3, 4),
    ("editions/", 3, 4),
    ("editions/2025/", 3, 4),
    ("editions/2025/AS1/", 1, 1),
]


@pytest.mark.parametrize(("path", "warm", "cold"), QUERIES)
@pytest.mark.parametrize("number", [1, 3])
def test_queries(client, path, warm, cold, number):
    content(number)
    assert costs(client, INDEX + path) == (cold, warm)


@pytest.mark.parametrize("path", ["AS1/history/", "AS1/2025-05-01/", "editions/", "editions/2025/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace", "patch"])
def test_reads_answer_nothing_else(client, path, method):
    make_past("AS1", ("One.", "2025-03-03", None))
    make_edition()
    assert getattr(client, method)(INDEX + path).status_code == 405


def test_wordings_survive_the_bin(client):
    make_past("AS1", ("Last.", "2025-03-03", "2025-06-01")).put_in_bin()
    assert "Last." in text_of(client, "AS1/")
    assert Wording.objects.count() == 1


def test_an_edition_that_changes_two_thousand_costs_no_more(client):
    """Texts are compared only for what the page shows."""
    area = make_area()
    level = make_statement("AS1", area).level
    rows = Statement.objects.bulk_create(
        Statement(code=f"AS{n}", slug=f"as{n}", area=area, level=level, title=f"New {n}.",
                  state="live", ever_live=True)
        for n in range(2, 2002)
    )  # fmt: skip
    for title, since, until in [("Old", "2025-03-03", "2026-01-01"), ("New", "2026-01-01", None)]:
        Wording.objects.bulk_create(
            Wording(statement=row, title=f"{title} {row.code}.", since=morning(since),
                    until=until and morning(until))
            for row in rows
        )  # fmt: skip
    make_edition("2025", "2025-09-01")
    make_edition("2026", "2026-01-01")
    assert costs(client, f"{INDEX}editions/2026/") == (4, 3)
    page = client.get(f"{INDEX}editions/2026/", headers={"accept-encoding": "gzip"})
    assert len(page.content) < 14_000
    assert "2000 changed" in text_of(client, "editions/2026/")
