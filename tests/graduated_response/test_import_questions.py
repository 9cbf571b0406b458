"""`import_questions`: a document becomes a set, and becomes it once."""

import json
from datetime import date

import pytest
from django.core.management import CommandError

from graduated_response.imports.wording import in_one_line, short_title
from graduated_response.models import Question, QuestionSet, Topic

from .import_documents import ANXIOUS, BUS, EVENING, STORY, VISIT, document, run
from .page_factories import make_question, make_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    """`load(text, "--publish")` imports a document and gives the printed report."""

    def load(text, *options, name="evening.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run("import_questions", path, *options)

    return load


def stored():
    rows = Question.objects.order_by("number", "pk")
    return [(row.number, row.text, row.answer, row.state) for row in rows]


def test_a_document_becomes_a_set_of_drafts(load):
    report = load(EVENING)
    in_set = QuestionSet.objects.get()
    assert (in_set.title, in_set.slug, in_set.as_at, in_set.state) == (
        "Riverside parent evening, 3 May 2023",
        "riverside-parent-evening-3-may-2023",
        date(2023, 5, 3),
        "draft",
    )
    assert stored() == [
        (
            1,
            VISIT,
            '<p>Yes. Write to <a href="mailto:office@riverside.example">the office</a>.</p>',
            "draft",
        ),
        (
            2,
            ANXIOUS,
            "<p>Talk to the class teacher first.</p>\n<p>Then ask for the SENCo.</p>",
            "draft",
        ),
        (3, BUS, "<p>Not this year. See our newsletter.</p>", "draft"),
    ]
    assert "3 questions found:" in report
    assert "Answers as at 3 May 2023." in report
    assert "Links that lead nowhere (1):" in report
    assert "All of it added, not on the site yet." in report


def test_published_it_is_read_by_families(load, client):
    load(EVENING, "--publish", "--source", "Moving up", "--date", "2024-06-01")
    page = client.get("/questions/set/moving-up/").content.decode()
    assert page.index(VISIT) < page.index(ANXIOUS) < page.index(BUS)
    assert "1 June 2024" in page
    assert BUS in client.get("/questions/will-there-be-a-bus/").content.decode()


@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_the_same_document_again_changes_nothing(load, options):
    load(EVENING, *options)
    before = list(Question.objects.values()), list(QuestionSet.objects.values())
    assert "Nothing to change: all of this was imported before." in load(EVENING, *options)
    assert (list(Question.objects.values()), list(QuestionSet.objects.values())) == before


def test_publish_puts_an_earlier_draft_on_the_site(load):
    load(EVENING)
    assert "4 published." in load(EVENING, "--publish")
    assert QuestionSet.objects.live().count() == 1
    assert Question.objects.live().count() == 3
    assert "Nothing to change" in load(EVENING, "--publish")


def test_a_trial_stores_nothing(load):
    report = load(EVENING, "--dry-run", "--publish")
    assert "3 questions found:" in report
    assert report.endswith("This was a trial: nothing was stored.\n")
    assert not QuestionSet.objects.exists()
    assert not Question.objects.exists()


def test_json_is_alone_on_standard_output(load):
    data = json.loads(load(EVENING, "--json"))
    assert (data["kind"], data["date"], data["refused"]) == ("questions", "2023-05-03", None)
    assert [item["number"] for item in data["items"]] == [1, 2, 3]
    assert data["items"][1]["answer"] == (
        "Talk to the class teacher first.\n\nThen ask for the SENCo."
    )
    assert Question.objects.count() == 3


def test_a_changed_document_changes_what_changed(load):
    load(EVENING, "--publish")
    slugs = set(Question.objects.values_list("slug", flat=True))
    report = load(
        document(
            ("Is there a lift?", "Yes."),
            (VISIT, "Yes, on Fridays."),
            ("Will there be a bus this year?", "Not this year. See our [newsletter](#)."),
        ),
        "--publish",
    )
    assert "1 added and published.\n    - Is there a lift?" in report
    assert "2 changed to the new words of the document." in report
    assert f"1 no longer in the document, and left as it is.\n    - {ANXIOUS}" in report
    assert [(number, words) for number, words, _, _ in stored()] == [
        (1, "Is there a lift?"),
        (2, VISIT),
        (3, "Will there be a bus this year?"),
        (4, ANXIOUS),
    ]
    assert Question.objects.get(number=2).answer == "<p>Yes, on Fridays.</p>"
    assert slugs < set(Question.objects.values_list("slug", flat=True))


def test_questions_change_places(load):
    pairs = [(VISIT, "Yes."), (ANXIOUS, "The teacher."), (BUS, "No.")]
    load(document(*pairs))
    report = load(document(*reversed(pairs)))
    assert "2 moved to a new place in the order." in report
    assert [words for _, words, _, _ in stored()] == [BUS, ANXIOUS, VISIT]


def test_words_of_staff_stay(load):
    load(EVENING, "--publish")
    edited = Question.objects.get(number=1)
    edited.title, edited.answer = "May I visit?", "<p>Yes, please do.</p>"
    edited.save()
    report = load(
        EVENING.replace("Yes. Write", "No. Write").replace("Not this year", "Next year"),
        "--publish",
    )
    edited.refresh_from_db()
    assert (edited.title, edited.answer) == ("May I visit?", "<p>Yes, please do.</p>")
    assert f"1 edited by staff since the import, and left alone.\n    - {VISIT}" in report
    assert Question.objects.get(number=3).answer == "<p>Next year. See our newsletter.</p>"
    assert Question.objects.count() == 3


def test_what_staff_deleted_or_took_down_stays_away(load):
    load(EVENING, "--publish")
    Question.objects.get(number=1).delete()
    hidden = Question.objects.get(number=2)
    hidden.state = "draft"
    hidden.save()
    report = load(EVENING, "--publish")
    assert f"1 deleted by staff since the import, and not brought back.\n    - {VISIT}" in report
    assert f"1 taken off the site by staff, and left there.\n    - {ANXIOUS}" in report
    assert [(words, state) for _, words, _, state in stored()] == [
        (ANXIOUS, "draft"),
        (BUS, "live"),
    ]


def test_live_words_change_only_when_staff_publish(load):
    load(EVENING, "--publish")
    newer = EVENING.replace("Not this year", "Next year")
    report = load(newer)
    assert "Nothing was changed." in report
    assert f"Choose to publish, and the new words go live.\n    - {BUS}" in report
    assert "Not this year" in Question.objects.get(number=3).answer
    load(newer, "--publish")
    assert "Next year" in Question.objects.get(number=3).answer


def test_what_staff_wrote_by_hand_is_not_written_twice(load):
    in_set = make_set("evening", title="Riverside parent evening, 3 May 2023", state="draft")
    make_question("bus", title=BUS, answer="<p>Ours.</p>", question_set=in_set, number=1)
    load(EVENING)
    assert QuestionSet.objects.count() == 1
    assert [words for _, words, _, _ in stored()].count(BUS) == 1
    assert Question.objects.get(slug="bus").answer == "<p>Ours.</p>"


def test_a_webinar_of_another_day_is_another_set(load):
    first = document((VISIT, "Yes."), (BUS, "No."), title="Parent webinar questions")
    other = document((ANXIOUS, "Ask."), ("Is it free?", "Yes."), title="Parent webinar questions")
    load(first, "--date", "2023-05-03")
    load(other, "--date", "2024-05-03")
    load(other, "--date", "2024-05-03")
    assert list(QuestionSet.objects.values_list("slug", "as_at").order_by("slug")) == [
        ("parent-webinar-questions", date(2023, 5, 3)),
        ("parent-webinar-questions-2", date(2024, 5, 3)),
    ]


def test_a_long_question_has_a_short_title_and_its_whole_wording(load):
    load(document((STORY, "Speak to us."), (BUS, "No.")))
    question = Question.objects.get(number=1)
    assert question.title == (
        "Who should we speak to about both of them? Can it wait until September?"
    )
    assert question.asked == STORY
    assert Question.objects.get(number=2).asked == ""


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Is it\n free?", "Is it free?"),
        (
            "Word. " * 60 + "Why? " + "Who could help us with that? " * 9,
            "Why?" + " Who could help us with that?" * 6,
        ),
        (
            "Word. " * 60 + "Is " + "word " * 60 + "so? And is it free?",
            "Is " + "word " * 38 + "word…",
        ),
        ("word " * 60 + "Why?", "word " * 38 + "word…"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_titles_fit(asked, title):
    assert short_title(asked) == title
    assert len(title) <= 200


def test_lines_lose_control_characters():
    assert in_one_line("a\x00b\x1fc\n d", 10) == "a b c d"


def test_topics_are_found_or_made(load):
    Topic.objects.create(name="Travel", slug="travel", position=4)
    load(
        f"# Forum 2024\n\n## Visits\n\n**1. {VISIT}**\n\nYes.\n\n**2. {ANXIOUS}**\n\nAsk.\n\n"
        f"## TRAVEL\n\n**3. {BUS}**\n\nNo.\n"
    )
    assert list(Topic.objects.values_list("name", "slug", "position").order_by("position")) == [
        ("Travel", "travel", 4),
        ("Visits", "visits", 5),
    ]
    assert [row.topic.name for row in Question.objects.order_by("number")] == [
        "Visits",
        "Visits",
        "Travel",
    ]


def test_hostile_markup_is_cleaned(load):
    html = (
        "<h1>Evening</h1>"
        f"<h2>{VISIT}</h2><p style=color:red>Yes<iframe>a</iframe></p>"
        f"<h2>{BUS}</h2><p><a href='javascript:alert(1)'>No</a><img src=x alt=x></p>"
    )
    load(html, name="evening.html")
    assert [answer for _, _, answer, _ in stored()] == ["<p>Yes</p>", "<p>No</p>"]


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
@pytest.mark.parametrize("name", ["evening.html", "evening.md"])
def test_a_page_with_scripts_writes_nothing(load, script, name):
    with pytest.raises(CommandError, match="There are scripts in the file"):
        load(f"<h1>Evening</h1><h2>{VISIT}</h2><p>Yes{script}</p>", name=name)
    assert not QuestionSet.objects.exists()


BAD = [
    (EVENING, ("--date", "2024-13-01"), "“2024-13-01” is not a day."),
    (EVENING, ("--date", "1066-10-14"), "The day is before the year 2000."),
    ("", (), "The file is empty."),
    ("Minutes of a meeting.\n\nAll was well.\n", (), "No questions with answers were found"),
    ("You said: It is late.\n\nWe did: We ran.\n", (), "This looks like a “You said, we did”"),
    (b"x" * (20 * 1024 * 1024 + 1), (), "The file is bigger than 20 MB."),
]


@pytest.mark.parametrize(("text", "options", "sentence"), BAD, ids=[bad[2][:20] for bad in BAD])
def test_bad_input_is_refused_with_a_sentence(load, text, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        load(text, *options)
    assert "\n" not in str(refused.value)
    assert not QuestionSet.objects.exists()


def test_no_such_file():
    with pytest.raises(CommandError, match="The file gone.md can’t be opened"):
        run("import_questions", "nowhere/gone.md")


def test_a_refusal_as_json(load, capsys, tmp_path):
    from django.core.management import call_command

    path = tmp_path / "a.txt"
    path.write_text("Minutes.\n")
    with pytest.raises(CommandError):
        call_command("import_questions", str(path), "--json")
    data = json.loads(capsys.readouterr().out)
    assert data["items"] == []
    assert data["refused"].startswith("No questions with answers were found")


def test_nothing_is_left_behind_when_saving_fails(load, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Question.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        load(EVENING)
    assert not QuestionSet.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_the_same_again_costs_the_same_for_any_length(load, count, django_assert_max_num_queries):
    pairs = [(f"What about school number {n}?", f"Answer {n}.") for n in range(count)]
    with django_assert_max_num_queries(20 + 2 * count):
        load(document(*pairs))
    with django_assert_max_num_queries(12):
        load(document(*pairs))
