"""The demonstration reads like a council's own site: no mark of a test, facts that agree, no dead
link. What tests need beyond it they make themselves."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    str(path.relative_to(ROOT)): path.read_text()
    for top in ("localoffer", "events", "graduated_response", "surveys")
    for path in sorted([*(ROOT / top).rglob("demo.toml"), *(ROOT / top).rglob("demo/*.toml")])
}
ALL = "\n".join(FILES.values())
MARK = re.compile(r"zebra|lorem|ipsum|\bfoo\b|\bxxx|todo|tbc|asdf|\bZ\d[A-Z]{4,}", re.IGNORECASE)
# Sites that surely stay: the law's, the government's, and charities of all England.
HOSTS = {
    "contact.org.uk",
    "ico.org.uk",
    "mcmw.abilitynet.org.uk",
    "www.equalityadvisoryservice.com",
    "www.gov.uk",
    "www.ipsea.org.uk",
    "www.legislation.gov.uk",
    "www.lgo.org.uk",
    "www.nhs.uk",
    "www.relayuk.bt.com",
    "www.w3.org",
}
ADDRESS = re.compile(r"https?://[^\s\"')>\]]+")
# What a stranger typed is shown to staff as text, never as a link.
TYPED = re.compile(r'(?m)^(?:words|email) = ".*"$')


def data(name):
    return tomllib.loads(FILES[name])


def events():
    return {row["slug"]: row for row in data("events/demo.toml")["event"]}


def days_of(slug):
    return [one["on"] for one in events()[slug]["dates"] if "on" in one]


def test_there_is_a_demonstration_of_every_product():
    assert len(FILES) >= 13


@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_the_mark_of_a_test(name):
    assert MARK.findall(FILES[name]) == []


@pytest.mark.parametrize("text", ["Zebra-draft: x", "Z9RECEVD", "Lorem ipsum", "date TBC"])
def test_marks_are_found(text):
    assert MARK.search(text)


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_hosts_that_exist(name):
    links = ADDRESS.findall(TYPED.sub("", FILES[name]))
    assert {urlsplit(link).hostname for link in links} <= HOSTS


def cycles():
    return data("surveys/demo/you_said.toml")["cycle"]


def proofs(row):
    """The events that a row points at as evidence, with their fixed days."""
    for link in row.get("evidence", []):
        if link["path"].startswith("/events/"):
            slug = link["path"].split("/")[2]
            yield slug, days_of(slug)


def test_no_kept_promise_is_proved_by_what_came_later():
    kept = [one for cycle in cycles() for one in cycle.get("promise", []) if "kept_on" in one]
    shown = [(one, slug, days) for one in kept for slug, days in proofs(one)]
    assert len(shown) >= 2
    for promise, slug, days in shown:
        assert days, f"{slug} proves a promise, so it needs a date of its own (on)"
        assert max(days) <= promise["kept_on"], slug


def test_nobody_said_at_an_event_what_a_year_before_reports():
    for cycle in cycles():
        for row in cycle["said"]:
            for slug, days in proofs(row):
                assert days, f"{slug}: what was said there has a date"
                assert {day.year for day in days} == {cycle["year"]}, slug


def test_answers_were_written_after_their_event():
    text = data("graduated_response/demo/questions.toml")
    days = {row["slug"]: days_of(row["event"]) for row in text["question_set"] if "event" in row}
    assert len(days) >= 2
    for row in [*text["question"], *text["question_set"]]:
        for day in days.get(row.get("set", row.get("slug")), []):
            assert row.get("as_at", day) >= day, row["title"]


def test_answers_and_pages_have_days_of_their_own():
    text = data("graduated_response/demo/questions.toml")
    for each in text["question_set"]:
        written = {row.get("as_at") for row in text["question"] if row.get("set") == each["slug"]}
        assert len(written) > 4 or each.get("state") == "draft", each["slug"]
    pages = data("graduated_response/demo/pages.toml")["page"]
    reviews = Counter(row.get("review_in_days") for row in pages)
    assert max(reviews.values()) <= 3, reviews.most_common(3)


def test_everything_says_the_same_of_paper_copies():
    said = set(re.findall(r"(\d+) libraries and (\d+) family hubs", ALL))
    assert len(said) == 1
    libraries = {number for number, _ in said}
    assert set(re.findall(r"our (\d+) libraries", ALL)) <= libraries
    contact = next(row for row in data("localoffer/site/demo.toml")["page"]
                   if row["slug"] == "contact")["body"]  # fmt: skip
    for place in data("localoffer/media/demo.toml")["place"]:
        street = place["address"].splitlines()[0]
        assert f"| {place['name']}, {street} | {place['hours']} |" in contact
        assert place["name"] in contact.split("our booklet")[1]


def test_a_telephone_number_is_one_team_and_is_dialled_as_it_is_written():
    contacts = data("graduated_response/demo/pages.toml")["contact"]
    assert max(Counter(row["phone"] for row in contacts).values()) == 1
    assert max(Counter(row["email"] for row in contacts).values()) == 1
    links = re.findall(r"\[([\d ]+)\]\(tel:(\d+)\)", ALL)
    assert len(links) > 20
    assert [each for each in links if each[0].replace(" ", "") != each[1]] == []


@pytest.mark.parametrize(
    ("team", "number"),
    [("SENDIASS", "01632 960101"), ("complaints@larkshire", "01632 960190")],
)
def test_a_team_has_the_same_number_everywhere(team, number):
    found = re.findall(rf"{team}[^\n]{{0,120}}?\[(01632 \d{{6}})\]", ALL)
    assert len(found) >= 2
    assert set(found) == {number}
