"""What families read is as fresh as the last save, in every process (trust.md C4 and C5).

A worker of the server is a memory: `cache_token` and `frame` keep what a process has read.
"""

import pytest

from localoffer.glossary import cache
from localoffer.glossary.models import Term
from localoffer.publishing import cache_token, frame
from localoffer.site.models import AlertBanner, SitePage, SiteSettings
from tests.events.factories import make_event
from tests.graduated_response.provision_factories import make_statement

from .factories import draft_of, make_page

pytestmark = pytest.mark.django_db


class Worker:
    """One process of the server, played in turn with others in this one."""

    def __init__(self, client):
        self.client = client
        self.memory = ({}, frame.Frame("", {}))

    def __enter__(self):
        self.before = (cache_token._remembered, frame._kept)  # noqa: SLF001
        cache_token._remembered, frame._kept = self.memory  # noqa: SLF001

    def __exit__(self, *error):
        self.memory = (cache_token._remembered, frame._kept)  # noqa: SLF001
        cache_token._remembered, frame._kept = self.before  # noqa: SLF001

    def reads(self, path):
        with self:
            return self.client.get(path).content.decode()


@pytest.fixture
def workers(client):
    return [Worker(client), Worker(client)]


def rename(row):
    row.title = "New words"
    row.save()


# What staff do, and whether the page is there afterwards.
CHANGES = {
    "publish": (lambda row: draft_of(row, title="New words").publish(None), True),
    "rename": (rename, True),
    "archive": (lambda row: row.archive(), False),
    "delete": (lambda row: row.put_in_bin(), False),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: make_event("tea", [5], title="Old words"), "/events/"),
        (lambda: make_page(title="Old words", state="live", kind="worry"), "/graduated-response/"),
        (
            lambda: make_statement("AS1", title="Old words"),
            "/ordinarily-available-provision/?level=everyone",
        ),
        (
            lambda: SitePage.objects.create(
                title="Old words", slug="old", body="<p>x</p>", state="live"
            ),
            "/old/",
        ),
        (
            lambda: Term.objects.create(title="Old words", slug="o", short="x", state="live"),
            "/glossary/",
        ),
    ],
    ids=["event", "worry", "expectation", "site page", "term"],
)
def test_a_change_shows_in_every_worker_at_once(workers, make, path, change):
    row = make()
    for worker in workers:
        assert "Old words" in worker.reads(path)
    act, stays = CHANGES[change]
    with workers[0]:
        act(row)
    for worker in workers:
        seen = worker.reads(path)
        assert "Old words" not in seen
        assert ("New words" in seen) is stays


def test_what_stands_on_every_page_is_fresh_in_every_worker(workers):
    SiteSettings(pk=1, site_name="Old name").save()
    banner = AlertBanner.objects.create(title="Old alert", text="x")
    term = Term.objects.create(title="tea", slug="tea", short="Old meaning", state="live")
    make_event("one", [5], body="<p>Come for tea.</p>")
    for worker in workers:
        seen = worker.reads("/events/one/")
        assert all(words in seen for words in ("Old name", "Old alert", "Old meaning"))
    with workers[1]:
        SiteSettings(pk=1, site_name="New name").save()
        banner.delete()
        term.short = "New meaning"
        term.save()
    for worker in workers:
        seen = worker.reads("/events/one/")
        assert "Old" not in seen
        assert all(words in seen for words in ("New name", "New meaning"))


def test_a_moved_page_is_found_under_its_new_address_only(workers):
    event = make_event("old-place", [5])
    for worker in workers:
        assert "/events/old-place/" in worker.reads("/events/")
    event.slug = "new-place"
    with workers[0]:
        event.save()
    for worker in workers:
        assert "/events/old-place/" not in worker.reads("/events/")
        with worker:
            response = worker.client.get("/events/old-place/")
        assert (response.status_code, response["Location"]) == (301, "/events/new-place/")


def test_a_slow_page_of_before_never_overwrites_what_is_newer(rf):
    """It began before somebody published, and remembers its old words only afterwards."""
    term = Term.objects.create(title="tea", slug="tea", short="Old meaning", state="live")
    slow = rf.get("/")
    cache_token.of(slow)
    old = cache.for_request(slow)
    term.short = "New meaning"
    term.save()
    newer = rf.get("/")
    assert "New meaning" in cache.for_request(newer).define("<p>tea</p>")
    assert "Old meaning" in old.define("<p>tea</p>")
    cache_token.remember(cache_token.of(slow), "glossary", lambda: old)
    assert "New meaning" in cache.for_request(rf.get("/")).define("<p>tea</p>")


def test_what_is_built_while_somebody_publishes_is_not_kept_as_new(rf):
    """The build reads old rows; the token it is kept under is the one of before."""
    cache_token.bump()
    token = cache_token.current()

    def build():
        cache_token.bump()  # somebody else publishes meanwhile
        return "old"

    assert cache_token.remember(token, "slow build", build) == "old"
    now = cache_token.current()
    assert cache_token.remember(now, "slow build", lambda: "new") == "new"


def test_a_frame_that_was_read_too_early_is_read_again(rf, monkeypatch):
    SiteSettings(pk=1, site_name="Old name").save()
    read = frame._read  # noqa: SLF001

    def slow():
        kept = read()
        SiteSettings(pk=1, site_name="New name").save()
        return kept

    monkeypatch.setattr(frame, "_read", slow)
    cache_token.bump()
    assert frame.of(rf.get("/")).rows[SiteSettings][0].site_name == "Old name"
    monkeypatch.setattr(frame, "_read", read)
    assert frame.of(rf.get("/")).rows[SiteSettings][0].site_name == "New name"
