"""`import_you_said_we_did`: a document becomes a round, and becomes it once."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from localoffer.glossary.models import Term
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.richtext.html import plain
from surveys.models import Cycle, Evidence, Progress, Promise, Theme, WeDid, YouSaid

from .import_documents import PAGE, STATUSES, TABLE

pytestmark = pytest.mark.django_db
MODELS = (Cycle, YouSaid, WeDid, Progress, Promise, Theme, Evidence, Term)


SIGNS = (
    "We put up signs to each Family Hub and wrote to every school."
    " The Family Hub in Ford opened in May."
)


@pytest.fixture
def load(tmp_path):
    """`load(text, "--publish")` imports a document and gives the printed report."""

    def load(text, *options, name="page.txt"):
        path = tmp_path / name
        path.write_text(text)
        out = StringIO()
        call_command("import_you_said_we_did", str(path), *options, stdout=out)
        return out.getvalue()

    return load


def everything():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def texts(model):
    return [plain(row.text) for row in model.objects.all()]


def test_a_document_becomes_a_draft_round(load):
    report = load(PAGE)
    cycle = Cycle.objects.get()
    assert (cycle.title, cycle.year, cycle.slug, cycle.state) == (
        "Plans and reviews - You said, we did - 2023",
        2023,
        "plans-and-reviews-you-said-we-did-2023",
        "draft",
    )
    assert plain(cycle.intro) == "Help for families in Riverside"
    assert [
        (plain(did.said.get().text), plain(did.text), did.status) for did in cycle.did.all()
    ] == [
        (
            "Nobody told us about the Family Hub in town.",
            SIGNS,
            "done",
        ),
        ("Staff need more training.", "We began a course. It is for all staff.", "done"),
    ]
    assert [text[:17] for text in texts(Progress)] == ["We are continuing"]
    assert [text[:16] for text in texts(Promise)] == ["In 2024 we are h", "We are also hopi"]
    assert "Found: 2 entries, 1 word on progress, 2 promises." in report
    assert "All of it added, not on the site yet." in report


def test_published_it_is_read_by_families(load, client):
    load(PAGE, "--publish", "--year", "2021", "--topic", "Reviews")
    page = client.get("/you-said-we-did/2021/").content.decode()
    assert "Reviews" in page
    assert page.index("Staff need more training.") < page.index("We began a course.")
    assert page.index("We are continuing") < page.index("We are also hoping to make a film")


def test_a_meaning_that_stood_in_the_text_is_offered_once(load):
    assert "1 new in the glossary, as a draft.\n    - Family Hub" in load(PAGE)
    term = Term.objects.get()
    assert (term.title, term.state) == ("Family Hub", "draft")
    assert term.short == "A place in each town where families find help and somebody to talk to."
    assert "glossary, as" not in load(PAGE, "--year", "2020")


def test_a_word_that_the_glossary_has_is_left_alone(load):
    Term.objects.create(title="Hub", variants="FAMILY HUB", slug="hub", short="A place.")
    load(PAGE)
    assert Term.objects.count() == 1


def test_a_long_meaning_is_cut_for_the_text_and_kept_whole(load):
    load(PAGE.replace("somebody to talk to", "somebody " + "very very " * 20 + "kind"))
    term = Term.objects.get()
    assert len(term.short) <= 160
    assert term.short.endswith(" very…")
    assert plain(term.body).endswith("very kind.")


@pytest.mark.parametrize(
    "text",
    [(PAGE, "a.txt"), (TABLE, "a.html"), (STATUSES, "a.md")],
    ids=["page", "table", "statuses"],
)
@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_the_same_document_again_changes_nothing(load, options, text):
    load(text[0], *options, name=text[1])
    before = everything()
    again = load(text[0], *options, name=text[1])
    assert "Nothing to change: all of this was imported before." in again
    assert everything() == before


def test_publish_puts_an_earlier_draft_on_the_site(load):
    load(PAGE)
    assert "1 published." in load(PAGE, "--publish")
    assert Cycle.objects.live().count() == 1


def test_a_trial_stores_nothing(load):
    assert "This was a trial: nothing was stored." in load(PAGE, "--dry-run")
    assert everything() == [[] for _ in MODELS]


def test_json_is_alone_on_standard_output(load):
    data = json.loads(load(PAGE, "--json"))
    assert (data["kind"], data["year"], data["refused"]) == ("you-said-we-did", 2023, None)
    assert [entry["said"] for entry in data["entries"]][1] == ["Staff need more training."]
    assert len(data["promises"]) == 2
    assert Cycle.objects.count() == 1


def test_a_changed_document_changes_what_changed(load):
    load(PAGE)
    report = load(
        PAGE.replace("a course. It is", "two courses. They are").replace(
            "You said: Staff",
            "You said: The form is long.\n\nWe did: We made it short.\n\nYou said: Staff",
        )
    )
    assert "2 added, not on the site yet." in report
    assert "1 changed to the new words of the document." in report
    assert texts(YouSaid)[1:] == ["The form is long.", "Staff need more training."]
    assert texts(WeDid)[1:] == [
        "We made it short.",
        "We began two courses. They are for all staff.",
    ]
    assert [did.said.count() for did in WeDid.objects.all()] == [1, 1, 1]


def test_words_of_staff_stay(load):
    load(PAGE)
    did, said = WeDid.objects.all()[1], YouSaid.objects.all()[0]
    did.text = "<p>We began a course for all, and it is free.</p>"
    did.status = "under-way"
    did.save()
    said.delete()
    report = load(PAGE.replace("a course", "two courses"), "--publish")
    did.refresh_from_db()
    assert (did.text, did.status) == (
        "<p>We began a course for all, and it is free.</p>",
        "under-way",
    )
    assert "1 edited by staff since the import, and left alone." in report
    assert "1 deleted by staff since the import, and not brought back." in report
    assert texts(YouSaid) == ["Staff need more training."]


def test_a_round_on_the_site_changes_only_when_staff_publish(load):
    load(PAGE, "--publish")
    before = everything()
    newer = PAGE.replace("a course", "two courses") + "\nWe are also hoping to build a ramp.\n"
    report = load(newer)
    assert "Nothing was changed." in report
    assert "2 on the site now and not changed." in report
    assert everything() == before
    load(newer, "--publish")
    assert "We began two courses. It is for all staff." in texts(WeDid)
    assert "We are also hoping to build a ramp." in texts(Promise)


def test_themes_and_evidence(load):
    Theme.objects.create(name="travel", slug="travel", position=3)
    load(TABLE, name="table.html")
    assert [(said.theme.name, plain(said.text)) for said in YouSaid.objects.all()] == [
        ("travel", "The bus is late."),
        ("Places", "We want a quiet room."),
    ]
    link = Evidence.objects.get()
    assert (plain(link.did.text), link.label, link.path) == (
        "We changed the firm.",
        "Timetable",
        "https://www.example.org/bus",
    )
    assert texts(WeDid)[1] == "There is one now.\n\nWhere to see it: Minutes of May"


def standings():
    return [(did.status, did.reason) for did in WeDid.objects.all()]


def test_the_document_says_how_far_things_have_come(load, client):
    report = load(STATUSES, "--publish", name="a.md")
    assert standings() == [("under-way", ""), ("not-possible", "There is no money"), ("done", "")]
    for line in (
        "1. Need a lift -> We asked for quotes [Under way]",
        "2. A pool -> There is no money [Not possible]",
        "3. A bus -> We bought one [Done, not said]",
        "Where the document does not say how far a thing has come, its status is “Done”.",
    ):
        assert line in report
    page = client.get("/you-said-we-did/2022/").content.decode()
    assert page.count("There is no money") == 1


def test_a_newer_document_may_say_more_of_how_far_things_have_come(load):
    """Also of rounds that were imported when no status was read."""
    load(STATUSES.replace(" Status ", " Owner "), name="a.md")
    cycle = Cycle.objects.get()
    for trace in cycle.imported["rows"]["did"]:
        del trace["fields"]["standing"]
    cycle.save()
    assert {status for status, _ in standings()} == {"done"}
    assert "2 changed to the new words of the document." in load(STATUSES, name="a.md")
    assert [status for status, _ in standings()] == ["under-way", "not-possible", "done"]


def test_a_status_that_staff_chose_stays(load):
    load(STATUSES, name="a.md")
    WeDid.objects.filter(status="under-way").update(status="done")
    WeDid.objects.filter(status="not-possible").update(reason="Pools cost too much.")
    report = load(STATUSES.replace("In progress", "Planned for 3 May 2023"), name="a.md")
    assert "2 edited by staff since the import, and left alone." in report
    assert standings()[:2] == [("done", ""), ("not-possible", "Pools cost too much.")]


def test_hostile_markup_is_cleaned(load):
    html = (
        "<h1>You said, we did 2022</h1><p>You said: It is <b style=color:red>late</b>.</p>"
        "<p>We did: We ran.<iframe>a</iframe><img src=x alt=x></p>"
        "<p>You said: <a href='javascript:a()'>More</a>.</p><p>We did: Less.</p>"
    )
    load(html, name="page.html")
    assert [row.text for row in YouSaid.objects.all()] == [
        "<p>It is <strong>late</strong>.</p>",
        "<p>More.</p>",
    ]
    assert [row.text for row in WeDid.objects.all()] == ["<p>We ran.</p>", "<p>Less.</p>"]


UNDATED = "You said: It is late.\n\nWe did: We ran.\n\nYou said: More.\n\nWe did: Less.\n"
BAD = [
    (PAGE, ("--year", "23"), "“23” is not a year from 2000 to 2100."),
    (PAGE, ("--year", "²⁰²³"), "is not a year from 2000 to 2100."),
    (UNDATED, (), "The document names no year"),
    (f"# You said 2022\n\n{UNDATED}\n<script>a()</script>\n", (), "There are scripts in the file"),
    ("", (), "The file is empty."),
    ("Minutes.\n\nAll was well.\n", (), "No pairs of “You said” and “We did” were found"),
]


@pytest.mark.parametrize(("text", "options", "sentence"), BAD, ids=[bad[2][:20] for bad in BAD])
def test_bad_input_is_refused_with_a_sentence(load, text, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        load(text, *options)
    assert "\n" not in str(refused.value)
    assert everything() == [[] for _ in MODELS]


def test_a_refusal_as_json(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(UNDATED)
    with pytest.raises(CommandError):
        call_command("import_you_said_we_did", str(path), "--json")
    data = json.loads(capsys.readouterr().out)
    assert (data["entries"], data["year"]) == ([], None)
    assert data["refused"].startswith("The document names no year")


def test_nothing_is_left_behind_when_saving_fails(load, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Evidence.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        load(PAGE)
    assert everything() == [[] for _ in MODELS]


@pytest.mark.parametrize("count", [3, 30])
def test_the_cost_does_not_grow_with_the_document(load, count, django_assert_max_num_queries):
    text = "You said, we did 2023\n\n" + "".join(
        f"You said: We want thing {n}.\n\nWe did: We gave thing {n}.\n\n" for n in range(count)
    )
    for _ in range(2):
        with django_assert_max_num_queries(30):
            load(text)


def test_a_draft_over_a_live_round_is_overtaken_and_kept(load):
    """Its texts are rows that the round owns: they are part of each version."""
    load(PAGE, "--publish")
    cycle = Cycle.objects.get()
    snapshot = take(cycle)
    snapshot["fields"]["title"] = "Draft of staff"
    Version.objects.save_draft(cycle, snapshot, None)
    before = [plain(said.text) for said in cycle.said.all()]
    report = load(PAGE.replace("Ford", "Marsh"), "--publish")
    assert "1 had a draft, which is no longer current." in report
    versions = list(Version.objects.history_of(cycle))
    assert [(one.state, one.snapshot["fields"]["title"]) for one in versions] == [
        ("published", cycle.title), ("superseded", "Draft of staff"), ("superseded", cycle.title),
    ]  # fmt: skip
    assert versions[0].snapshot == take(cycle)
    assert versions[-1].snapshot["owned"]["surveys.wedid"] != take(cycle)["owned"]["surveys.wedid"]
    assert [plain(said.text) for said in cycle.said.all()] == before
