"""The files are made when the content has changed, once, and the last good ones stay."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.utils import timezone

from graduated_response import tasks
from graduated_response.booklet import building, chapters, reports, typesetting
from graduated_response.booklet.bodies import Bodies
from graduated_response.booklet.formats import BY_NAME
from graduated_response.booklet.releasing import release, withdraw
from graduated_response.models import BookletBuild, BookletEdition, BookletFile
from localoffer.publishing import cache_token
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take

from .booklet_factories import make_booklet
from .page_factories import make_journey, make_page

pytestmark = pytest.mark.django_db

ALL = ["cream", "epub", "large", "large-cream", "standard", "web"]


@pytest.fixture(autouse=True)
def typeset(monkeypatch):
    """Setting in type has tests of its own; here it only says what it was asked for."""
    asked = []

    def pdf(content, images, *, size, paper):
        asked.append((content, size, paper))
        return b"%PDF " + str(len(asked)).encode()

    monkeypatch.setattr(typesetting, "pdf", pdf)
    monkeypatch.setattr(typesetting, "pages_in", lambda body: 60)
    return asked


@pytest.fixture
def page():
    return make_page()


def run(minutes=0):
    return tasks.run(timezone.now() + timedelta(minutes=minutes))


def current():
    return BookletFile.objects.current().filter(build__key=BookletBuild.CURRENT)


def body_of(name):
    return default_storage.open(current().get(format=name).file.name).read()


def test_nothing_is_made_without_a_booklet():
    make_booklet(state="draft")
    assert run() == 0
    assert not BookletFile.objects.exists()


def test_all_formats_are_made(typeset, page):
    make_booklet({"page": page})
    assert run() == 1
    assert sorted(current().values_list("format", flat=True)) == ALL
    assert [(size, paper) for _, size, paper in typeset] == [
        (12, "white"), (18, "white"), (12, "cream"), (18, "cream"),
    ]  # fmt: skip
    file = current().get(format="standard")
    assert (file.size, file.pages, file.sheet) == (6, 60, "")
    assert body_of("standard") == b"%PDF 1"
    assert current().get(format="web").sheet


def test_a_step_of_a_journey_that_changes_makes_it_anew(typeset):
    journey = make_journey(steps={"Worry": []})
    make_booklet({"journey": journey})
    run()
    draft = Version.objects.save_draft(journey, take(journey), None)
    draft.snapshot["owned"]["graduated_response.step"][0]["fields"]["text"] = "<p>Newer.</p>"
    draft.save()
    assert run() == 0
    draft.publish(None)
    assert run() == 1
    assert "Newer." in str(typeset[-1][0]["sections"])


def test_the_same_is_not_made_again(typeset, page, django_assert_num_queries):
    booklet = make_booklet({"page": page})
    run()
    cache_token.bump()
    assert run() == 0
    booklet.notes = "Only staff read this."
    booklet.save()
    assert run() == 0
    assert len(typeset) == 4
    # What each process asks every few seconds: replaced files, the build, the token, editions,
    # old requests for copies, and three about questions that families asked.
    with django_assert_num_queries(8):
        run()


def test_it_is_made_anew_when_a_page_changes_or_goes(page):
    make_booklet({"page": page})
    run()
    page.title = "Rights in short"
    page.save()
    assert run() == 1
    assert b"Rights in short" in body_of("web")
    page.archive()
    assert run() == 1
    assert b"Rights in short" not in body_of("web")


def test_a_new_recipe_makes_it_anew(monkeypatch, page):
    make_booklet({"page": page})
    run()
    monkeypatch.setattr(building, "recipe", lambda: "new")
    assert run() == 1


def test_a_replaced_file_stays_for_an_hour(page):
    make_booklet({"page": page})
    run()
    old = current().get(format="standard").file.name
    page.archive()
    run()
    run(minutes=59)
    assert default_storage.exists(old)
    run(minutes=61)
    assert not default_storage.exists(old)
    assert default_storage.exists(current().get(format="standard").file.name)
    assert BookletFile.objects.count() == len(ALL)


def test_a_failure_keeps_the_last_good_files_and_tells_why(monkeypatch, page, caplog):
    make_booklet({"page": page})
    run()
    before = body_of("standard")

    def refuse(*args, **options):
        raise typesetting.CannotBeSet("missing alternative text")

    with monkeypatch.context() as patch:
        patch.setattr(typesetting, "pdf", refuse)
        page.title = "Other"
        page.save()
        assert run() == 1  # the e-book and the web page are new
        assert run() == 0
    (problem,) = BookletBuild.of_current().problems
    assert problem.startswith("Standard PDF, Large print PDF, Black on cream PDF, Large print PDF")
    assert "The program that sets it says: missing alternative text. Families still" in problem
    assert body_of("standard") == before
    assert caplog.text.count("could not be made") == 4  # it is not tried every few seconds
    assert run() == 0
    assert b"Other" in body_of("web")
    assert run(minutes=11) == 1
    assert BookletBuild.of_current().problems == []
    assert b"Other" in body_of("web")


def test_what_failed_is_tried_at_once_when_it_changes(monkeypatch, page):
    make_booklet({"page": page})
    with monkeypatch.context() as patch:
        patch.setattr(typesetting, "pdf", lambda *args, **options: 1 / 0)
        run()
    (problem,) = BookletBuild.of_current().problems
    assert f"{reports.FAULT} Families cannot get it yet." in problem
    page.title = "Mended"
    page.save()
    assert run() == 1


def test_a_file_that_did_not_fit_is_not_left_behind(monkeypatch, page):
    make_booklet({"page": page})
    save = Storage.save
    tried = []

    def half(storage, name, content, **options):
        tried.append(save(storage, name, content, **options))
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "save", half)
        assert run() == 0
    (problem,) = BookletBuild.of_current().problems
    assert reports.NO_ROOM in problem
    assert len(tried) == len(ALL)
    assert not any(default_storage.exists(name) for name in tried)
    assert run(minutes=11) == 1


@pytest.mark.parametrize("name", ALL)
def test_one_format_that_fails_stops_no_other(monkeypatch, page, name):
    make_booklet({"page": page})
    run()
    before = {file.format: file.file.name for file in current()}
    of = Bodies.of

    def fails(bodies, wanted):
        if wanted == name and any("Bad" in each["title"] for each in bodies.said["sections"]):
            raise ValueError
        return of(bodies, wanted)

    with monkeypatch.context() as patch:
        patch.setattr(Bodies, "of", fails)
        page.title = "Bad page"
        page.save()
        assert run() == 1
        assert run() == 0
    after = {file.format: file.file.name for file in current()}
    assert [each for each in ALL if after[each] == before[each]] == [name]
    assert (b"Bad page" in body_of("web")) == (name != "web")
    (problem,) = BookletBuild.of_current().problems
    assert problem.startswith(f"{BY_NAME[name].title}: could not be made. Look at “Bad page”. ")
    assert current().get(format=name).changed == ["Bad page"]
    assert run(minutes=11) == 1
    assert current().get(format=name).file.name != before[name]
    assert BookletBuild.of_current().problems == []


def test_a_page_that_cannot_be_read_keeps_the_files_and_is_named(monkeypatch, page):
    make_booklet({"page": page})
    run()
    before = body_of("web")
    with monkeypatch.context() as patch:
        patch.setattr(chapters, "write_page", lambda *args: 1 / 0)
        page.title = "Other"
        page.save()
        assert run() == 0
    (problem,) = BookletBuild.of_current().problems
    assert problem.startswith("“Other” could not be read, so no file of the booklet is new.")
    assert body_of("web") == before
    assert run() == 0
    assert run(minutes=11) == 1
    assert BookletBuild.of_current().problems == []


def test_a_process_that_died_is_waited_for(page):
    make_booklet({"page": page})
    build = BookletBuild.of_current()
    assert build.take(timezone.now())
    assert run() == 0
    assert run(minutes=6) == 1


@pytest.mark.django_db(transaction=True)
def test_several_processes_make_it_once(typeset):
    make_booklet({"page": make_page()})
    BookletBuild.of_current()
    done = []

    def work():
        done.append(building.make_current(timezone.now()))
        connection.close()

    if connection.vendor == "sqlite":  # one connection in memory: in turn, from the same state
        builds = [BookletBuild.of_current() for _ in range(3)]
        done = [build.take(timezone.now()) for build in builds]
    else:
        threads = [Thread(target=work) for _ in range(3)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert len(typeset) == 4
    assert sorted(done) == [False, False, True]


def test_an_edition_stays_as_it_was(page):
    booklet = make_booklet({"page": page}, edition="Autumn")
    edition = BookletEdition(name="2026", slug="2026", dated=timezone.localdate())
    release(edition, booklet, None)
    page.title = "Other"
    page.save()
    assert run() == 2
    files = BookletFile.objects.filter(build__edition=edition)
    assert sorted(files.values_list("format", flat=True)) == ALL
    web = default_storage.open(files.get(format="web").file.name).read()
    assert b"Page rights" in web
    assert b"<br/>2026<br/>" in web
    assert b"Autumn" not in web
    page.archive()
    booklet.archive()
    run()
    assert run(minutes=120) == 0
    assert default_storage.open(files.get(format="web").file.name).read() == web


def test_an_edition_can_be_taken_away_with_its_files(page, django_capture_on_commit_callbacks):
    edition = BookletEdition(name="2026", slug="2026", dated=timezone.localdate())
    release(edition, make_booklet({"page": page}), None)
    run()
    names = [each.file.name for each in BookletFile.objects.filter(build__edition=edition)]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(BookletEdition.objects.all())
    assert not any(default_storage.exists(name) for name in names)
    assert BookletBuild.objects.count() == 1
    assert default_storage.exists(current().get(format="web").file.name)
