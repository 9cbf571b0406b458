"""Questions and answers in the layouts that councils use, and in documents that hold none."""

import datetime
import time

import pytest

from graduated_response.imports.questions import NOTHING_FOUND, OTHER_KIND, parse_questions
from graduated_response.imports.reading import as_staff_say
from localoffer.document_reader.reading import read
from tests.document_reader.word_files import bold, paragraph, table, word_file


def parse(text, name="questions.txt", source=""):
    content = text if isinstance(text, bytes) else text.encode()
    return as_staff_say(parse_questions(read(content, name)), source, None)


def pairs(report):
    assert report.refused is None
    return [(item.question, item.answer) for item in report.items]


def codes(report):
    return [warning.code for warning in report.warnings]


CAN_I = "Can I visit the school before we choose?"
YES = "Yes. Ring the office and they will find a day."
WHO = "Who helps when my child is anxious?"
SENCO = "Talk to the class teacher first."
BUS = "Will there be a bus?"
NO_BUS = "Not this year."
THREE = [(CAN_I, YES), (WHO, SENCO), (BUS, NO_BUS)]


# The layout traps of a real webinar's record, in other words: list marks and bold marks that do
# not close, a superscript in the title, dead anchors, a remark that asks nothing.
WEBINAR = """


## Riverside Parent Evening (SEND) Moving Up a Year 3<sup>rd</sup> May 2023 Q&A's

- 1. Moving class - when I ask what was passed on I hear nothing. They say it is all on file. Who should I ask?**

Please ask the SENCO for a handover meeting: <https://www.riverside.example.gov.uk/moving-up>

A record should be kept of what works, so that the new teacher can start with it.

- 2. My daughter's hours go to the whole class. At her review we only hear about maths.**

Her plan should name every area of need.

- 3. Is it true that only a plan brings help?**

No, help comes first. Write to [send@riverside.example.gov.uk](mailto:send@riverside.example.gov.uk) or phone 01632 960123.



**4. What can we do at home? How long each day? Does it matter which day?**

We'd do a little, often. Is it a struggle? Then stop.

1. Read together.
2. Count the stairs.
3. Sleep well.
4. Play outside.
5. Go to bed early.

Children learn best when they are calm.

**5. Is the guidance compulsory?**

No. Please read our [parents' newsletter](#) and use this link: [Join here.](#)
"""  # noqa: E501


def test_a_webinar_with_unbalanced_marks():
    report = parse(WEBINAR)
    assert report.title == "Riverside Parent Evening (SEND) Moving Up a Year 3rd May 2023 Q&A's"
    assert report.date == datetime.date(2023, 5, 3)
    assert [item.number for item in report.items] == [1, 2, 3, 4, 5]
    assert [item.is_question for item in report.items] == [True, False, True, True, True]
    assert report.items[0].question == (
        "Moving class - when I ask what was passed on I hear nothing."
        " They say it is all on file. Who should I ask?"
    )
    assert report.items[0].answer == (
        "Please ask the SENCO for a handover meeting:"
        " https://www.riverside.example.gov.uk/moving-up"
        "\n\nA record should be kept of what works, so that the new teacher can start with it."
    )
    assert report.items[3].answer.endswith("Children learn best when they are calm.")
    assert "4. Play outside.\n5. Go to bed early." in report.items[3].answer
    assert codes(report) == ["not-a-question", "dead-link", "dead-link"]


def test_a_webinar_keeps_its_links():
    items = parse(WEBINAR).items
    address = "https://www.riverside.example.gov.uk/moving-up"
    assert f'<a href="{address}">{address}</a>' in items[0].answer_html
    assert '<a href="mailto:send@riverside.example.gov.uk">' in items[2].answer_html
    assert '<a href="tel:01632960123">01632 960123</a>.' in items[2].answer_html
    assert "<ol><li>Read together.</li>" in items[3].answer_html
    assert items[4].answer_html == (
        "<p>No. Please read our parents' newsletter and use this link: Join here.</p>"
    )


def test_the_shape_of_the_report():
    data = parse(WEBINAR, source="Parent evening").as_json()
    assert list(data) == ["kind", "title", "date", "items", "warnings", "refused"]
    assert (data["kind"], data["title"], data["date"]) == (
        "questions",
        "Parent evening",
        "2023-05-03",
    )
    assert data["items"][1] == {
        "number": 2,
        "question": (
            "My daughter's hours go to the whole class. At her review we only hear about maths."
        ),
        "answer": "Her plan should name every area of need.",
        "topic": None,
        "is_question": False,
    }
    assert data["warnings"][1] == {
        "code": "dead-link",
        "text": (
            "Question 5: the link “parents' newsletter” leads nowhere (#). It was kept as"
            " plain text."
        ),
    }


LAYOUTS = {
    "numbered text": ("t.txt", f"1. {CAN_I}\n{YES}\n\n2. {WHO}\n{SENCO}\n\n3. {BUS}\n{NO_BUS}\n"),
    "numbers with brackets": (
        "t.txt",
        f"1) {CAN_I}\n\n{YES}\n\n2) {WHO}\n\n{SENCO}\n\n3) {BUS}\n\n{NO_BUS}",
    ),
    "question number, answer": (
        "t.md",
        (
            f"Question: 1\n{CAN_I}\nAnswer:\n{YES}\n\nQuestion: 2\n{WHO}\nAnswer:\n{SENCO}\n\n"
            f"Question: 3\n{BUS}\nAnswer:\n{NO_BUS}\n"
        ),
    ),
    "question number in one line": (
        "t.txt",
        (
            f"Question: 1 {CAN_I}\nAnswer: {YES}\n\nQuestion: 2 {WHO}\nAnswer: {SENCO}\n\n"
            f"Question: 3 {BUS}\nAnswer: {NO_BUS}\n"
        ),
    ),
    "Q1. and A1.": (
        "t.txt",
        f"Q1. {CAN_I}\nA1. {YES}\nQ2. {WHO}\nA2. {SENCO}\nQ3. {BUS}\nA3. {NO_BUS}\n",
    ),
    "Q: and A:": (
        "t.txt",
        f"Q: {CAN_I}\nA: {YES}\n\nQ: {WHO}\nA: {SENCO}\n\nQ: {BUS}\nA: {NO_BUS}\n",
    ),
    "Q: and A: in bold": (
        "t.md",
        (
            f"**Q: {CAN_I}**\n\n**A:** {YES}\n\n**Q: {WHO}**\n\n**A:** {SENCO}\n\n**Q: {BUS}**\n"
            f"\n**A:** {NO_BUS}\n"
        ),
    ),
    "Q without A": (
        "t.txt",
        f"Q1 {CAN_I}\n\n{YES}\n\nQ2 {WHO}\n\n{SENCO}\n\nQ3 {BUS}\n\n{NO_BUS}\n",
    ),
    "A without Q": (
        "t.md",
        f"{CAN_I}\n\nA: {YES}\n\n{WHO}\n\nA: {SENCO}\n\n{BUS}\n\nA: {NO_BUS}\n",
    ),
    "Question and Our response": (
        "t.md",
        (
            f"**Question**\n\n{CAN_I}\n\n**Our response**\n\n{YES}\n\n**Question**\n\n{WHO}\n\n"
            f"**Our response**\n\n{SENCO}"
            f"\n\n**Question**\n\n{BUS}\n\n**Our response**\n\n{NO_BUS}"
        ),
    ),
    "headings": (
        "t.md",
        f"# Q&A\n\n## {CAN_I}\n\n{YES}\n\n## {WHO}\n\n{SENCO}\n\n## {BUS}\n\n{NO_BUS}\n",
    ),
    "numbered headings": (
        "t.md",
        f"# Q&A\n\n## 1. {CAN_I}\n\n{YES}\n\n## 2. {WHO}\n\n{SENCO}\n\n## 3. {BUS}\n\n{NO_BUS}\n",
    ),
    "bold paragraphs": (
        "t.md",
        f"# Q&A\n\n**{CAN_I}**\n\n{YES}\n\n**{WHO}**\n\n{SENCO}\n\n**{BUS}**\n\n{NO_BUS}\n",
    ),
    "bold line, answer in the next": (
        "t.md",
        f"**{CAN_I}**\n{YES}\n\n**{WHO}**\n{SENCO}\n\n**{BUS}**\n{NO_BUS}\n",
    ),
    "bold beginning": ("t.md", f"**{CAN_I}** {YES}\n\n**{WHO}** {SENCO}\n\n**{BUS}** {NO_BUS}\n"),
    "italic paragraphs": (
        "t.md",
        f"*{CAN_I}*\n\n{YES}\n\n*{WHO}*\n\n{SENCO}\n\n*{BUS}*\n\n{NO_BUS}\n",
    ),
    "nothing but lines": (
        "t.txt",
        f"Your questions\n\n{CAN_I}\n\n{YES}\n\n{WHO}\n\n{SENCO}\n\n{BUS}\n\n{NO_BUS}\n",
    ),
    "bullets that ask": ("t.txt", f"• {CAN_I}\n{YES}\n\n• {WHO}\n{SENCO}\n\n• {BUS}\n{NO_BUS}\n"),
    "bullets that answer": (
        "t.md",
        f"{CAN_I}\n\n- {YES}\n\n{WHO}\n\n- {SENCO}\n\n{BUS}\n\n- {NO_BUS}\n",
    ),
    "all in one paragraph": ("t.txt", f"1. {CAN_I} {YES}\n2. {WHO} {SENCO}\n3. {BUS} {NO_BUS}\n"),
    "list with paragraphs": (
        "t.md",
        f"1. {CAN_I}\n\n   {YES}\n\n2. {WHO}\n\n   {SENCO}\n\n3. {BUS}\n\n   {NO_BUS}\n",
    ),
    "columns set with tabs": (
        "t.txt",
        f"Question\tAnswer\n{CAN_I}\t{YES}\n{WHO}\t{SENCO}\n{BUS}\t{NO_BUS}\n",
    ),
    "markdown table": (
        "t.md",
        (
            f"| Question | Answer |\n|---|---|\n| {CAN_I} | {YES} |\n| {WHO} | {SENCO} |\n"
            f"| {BUS} | {NO_BUS} |\n"
        ),
    ),
    "web table with numbers": (
        "t.html",
        (
            "<table><tr><th>No.</th><th>Your question</th><th>Our answer</th></tr>"
            f"<tr><td>1</td><td>{CAN_I}</td><td><p>{YES}</p></td></tr><tr><td>2</td><td>"
            f"{WHO}</td><td>{SENCO}</td></tr>"
            f"<tr><td>3</td><td>{BUS}</td><td>{NO_BUS}</td></tr></table>"
        ),
    ),
    "web table without a header": (
        "t.html",
        (
            f"<table><tr><td>{CAN_I}</td><td>{YES}</td></tr><tr><td>{WHO}</td><td>{SENCO}</td></tr>"
            f"<tr><td>{BUS}</td><td>{NO_BUS}</td></tr></table>"
        ),
    ),
    "web table, one label a row": (
        "t.html",
        (
            f"<table><tr><td>Question</td><td>{CAN_I}</td></tr><tr><td>Answer</td><td>"
            f"{YES}</td></tr>"
            f"<tr><td>Question</td><td>{WHO}</td></tr><tr><td>Answer</td><td>{SENCO}</td></tr>"
            f"<tr><td>Question</td><td>{BUS}</td></tr><tr><td>Answer</td><td>{NO_BUS}</td>"
            f"</tr></table>"
        ),
    ),
    "details": (
        "t.html",
        "<main><h1>Questions</h1>"
        + "".join(f"<details><summary>{q}</summary><p>{a}</p></details>" for q, a in THREE)
        + "</main>",
    ),
    "definition list": (
        "t.html",
        "<dl>" + "".join(f"<dt>{q}</dt><dd>{a}</dd>" for q, a in THREE) + "</dl>",
    ),
    "accordion of buttons": (
        "t.html",
        "<h2>Help</h2>"
        + "".join(
            f"<div><button aria-expanded='false'>{q}</button><div hidden><p>{a}</p></div></div>"
            for q, a in THREE
        ),
    ),
    "web headings": (
        "t.html",
        "<h1>FAQs</h1>" + "".join(f"<h3>{q}</h3><div>{a}</div>" for q, a in THREE),
    ),
    "one web paragraph each": (
        "t.html",
        "".join(f"<p><strong>{q}</strong><br>{a}</p>" for q, a in THREE),
    ),
    "web list": (
        "t.html",
        "<ol>" + "".join(f"<li><p>{q}</p><p>{a}</p></li>" for q, a in THREE) + "</ol>",
    ),
    "web list of headings": (
        "t.html",
        "<ol>" + "".join(f"<li><h3>{q}</h3><p>{a}</p></li>" for q, a in THREE) + "</ol>",
    ),
    "Word, automatic numbers": (
        "t.docx",
        word_file(*[paragraph(q, number=1) + paragraph(a) for q, a in THREE]),
    ),
    "Word, automatic labels": (
        "t.docx",
        word_file(*[paragraph(q, number=3) + paragraph(a) for q, a in THREE]),
    ),
    "Word, bold in pieces": (
        "t.docx",
        word_file(
            *[paragraph(bold(q[:4]), bold(q[4:9]), bold(q[9:])) + paragraph(a) for q, a in THREE]
        ),
    ),
    "Word, a style of its own": (
        "t.docx",
        word_file(*[paragraph(q, style="Council") + paragraph(a) for q, a in THREE]),
    ),
    "Word table": (
        "t.docx",
        word_file(table(["Question", "Response"], *[[q, a] for q, a in THREE])),
    ),
    "Word, line break before the answer": (
        "t.docx",
        word_file(*[paragraph(bold(q), "<w:r><w:br/></w:r>", a) for q, a in THREE]),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout):
    name, text = LAYOUTS[layout]
    report = parse(text, name)
    assert pairs(report) == THREE
    assert [item.number for item in report.items] == [1, 2, 3]
    assert codes(report) == []


def test_text_from_a_pdf():
    report = parse(
        "Riverside Council\nMoving to secondary school: your questions\n14 June 2024\n\n"
        "Contents\n\n"
        "1. Can I visit the school before we choose? ............ 2\n"
        "2. Who helps when my child is anxious about the big\n"
        "change of school? . . . . . . . . . . 2\n"
        "3. Will there be a bus? ........ 3\n"
        "Page 1 of 3\n\fRiverside Council\n\n1. Can I visit the school before we choose?\n"
        "Yes. Ring the office and they will find a day that suits you and your\n"
        "child. You may bring a friend or a relative, and you may come again as\n"
        "often as you like.\n"
        "2. Who helps when my child is anxious about the big\nchange of school?\n"
        "Talk to the class teacher first. The teacher knows your child well and\n"
        "can ask the SENCO.\n\nPage 2 of 3\n\fRiverside Council\n\n"
        "Do bring notes to the talk, so that nothing is forgotten on the day.\n\n"
        "3. Will there be a bus?\nNot this year.\nPage 3 of 3\n"
    )
    assert report.date == datetime.date(2024, 6, 14)
    assert pairs(report) == [
        (
            CAN_I,
            (
                "Yes. Ring the office and they will find a day that suits you and your child."
                " You may bring a friend or a relative, and you may come again as often as you"
                " like."
            ),
        ),
        (
            "Who helps when my child is anxious about the big change of school?",
            (
                "Talk to the class teacher first. The teacher knows your child well and can ask"
                " the SENCO."
                "\n\nDo bring notes to the talk, so that nothing is forgotten on the day."
            ),
        ),
        (BUS, NO_BUS),
    ]


def test_headings_between_questions_are_topics():
    report = parse(
        f"# Parent forum 2024\n\n## Visits\n\n**1. {CAN_I}**\n\n{YES}\n\n**2. {WHO}**\n\n"
        f"{SENCO}\n\n"
        f"## Travel\n\n**3. {BUS}**\n\n{NO_BUS}\n",
        "t.md",
    )
    assert pairs(report) == THREE
    assert [item.topic for item in report.items] == ["Visits", "Visits", "Travel"]
    assert report.title == "Parent forum 2024"


def test_topics_above_question_headings_and_in_plain_text():
    html = (
        f"<h1>Forum</h1><h2>Visits</h2><h3>{CAN_I}</h3><p>{YES}</p><h3>{WHO}</h3><p>"
        f"{SENCO}</p><h2>Travel</h2><h3>{BUS}</h3><p>{NO_BUS}</p>"
    )
    text = (
        f"Forum\n\nVisits\n\n1. {CAN_I}\n\n{YES}\n\n2. {WHO}\n\n{SENCO}\n\nGetting there\n"
        f"\n3. {BUS}\n\n{NO_BUS}\n"
    )
    assert [item.topic for item in parse(html, "t.html").items] == ["Visits", "Visits", "Travel"]
    report = parse(text)
    assert [item.topic for item in report.items] == ["Visits", "Visits", "Getting there"]
    assert pairs(report) == THREE


def test_topics_of_tables():
    html = (
        f"<h1>Forum</h1><h2>Visits</h2><table><tr><th>Question</th><th>Answer</th></tr><tr>"
        f"<td>{CAN_I}</td><td>{YES}</td></tr></table>"
        f"<h2>Travel</h2><table><tr><td>{BUS}</td><td>{NO_BUS}</td></tr></table>"
    )
    assert [(item.topic, item.answer) for item in parse(html, "t.html").items] == [
        ("Visits", YES),
        ("Travel", NO_BUS),
    ]
    merged = (
        "<table><tr><th>Topic</th><th>Question</th><th>Answer</th></tr>"
        f"<tr><td rowspan=2>Visits</td><td>{CAN_I}</td><td>{YES}</td></tr><tr><td>{WHO}</td>"
        f"<td>{SENCO}</td></tr>"
        f"<tr><td>Travel</td><td>{BUS}</td><td>{NO_BUS}</td></tr></table>"
    )
    report = parse(merged, "t.html")
    assert [item.topic for item in report.items] == ["Visits", "Visits", "Travel"]
    assert pairs(report) == THREE


def test_numbers_that_start_again_under_each_topic():
    report = parse(
        (
            f"# Forum\n\n## Visits\n\n1. {CAN_I}\n\n{YES}\n\n2. {WHO}\n\n{SENCO}\n\n## Travel\n\n"
            f"1. {BUS}\n\n{NO_BUS}\n"
        ),
        "t.md",
    )
    assert pairs(report) == THREE
    assert [item.number for item in report.items] == [1, 2, 3]
    assert codes(report) == []


def test_lists_and_questions_inside_answers_stay_there():
    report = parse(
        f"**1. {CAN_I}**\n\nYes. Why not ask?\n\nBring these:\n\n1. a pen\n2. a friend\n"
        f"3. your notes\n\nThen ask:\n\n"
        f"- Is it calm?\n- Is it near?\n\n**2. {WHO}**\n\n"
        f"Think of this first. What calms your child?\n\n"
        f"1. First breathe.\n\n   Slowly.\n\n2. Then talk.\n\n3. Then rest.\n\n**3. {BUS}**\n"
        f"\n{NO_BUS}\n",
        "t.md",
    )
    assert [item.question for item in report.items] == [CAN_I, WHO, BUS]
    assert report.items[0].answer == (
        "Yes. Why not ask?\n\nBring these:\n\n1. a pen\n2. a friend\n3. your notes\n\n"
        "Then ask:\n\n- Is it calm?\n- Is it near?"
    )


def test_a_list_that_reaches_the_next_number_stays_in_the_answer():
    report = parse(
        f"1. {CAN_I}\n\nDo this:\n\n1. Ring.\n2. Write.\n3. Wait.\n\n2. {WHO}\n\n{SENCO}\n\n"
        f"3. {BUS}\n\n{NO_BUS}\n"
    )
    assert [item.question for item in report.items] == [CAN_I, WHO, BUS]
    assert report.items[0].answer == "Do this:\n\n1. Ring.\n2. Write.\n3. Wait."


def test_an_agenda_before_the_questions_is_no_question():
    report = parse(
        f"Forum notes\n\n1. Welcome\n2. Talk\n3. Tea\n\n1. {CAN_I}\n\n{YES}\n\n2. {WHO}\n\n"
        f"{SENCO}\n\n3. {BUS}\n\n{NO_BUS}\n"
    )
    assert pairs(report) == THREE


def test_word_numbers_count_on_over_lists_in_answers():
    report = parse(
        word_file(
            paragraph("Forum 2 March 2024", style="Heading1"),
            paragraph(CAN_I, number=3),
            paragraph("Yes:"),
            paragraph("ring", number=1),
            paragraph("write", number=1),
            paragraph(WHO, number=3),
            paragraph("A teacher:"),
            paragraph("hers", number=4),
            paragraph("his", number=4),
        ),
        "t.docx",
    )
    assert pairs(report) == [
        (CAN_I, "Yes:\n\n1. ring\n2. write"),
        (WHO, "A teacher:\n\n1. hers\n2. his"),
    ]
    assert report.date == datetime.date(2024, 3, 2)


def test_a_question_without_an_answer_is_left_out_and_named():
    report = parse(f"**1. {CAN_I}**\n\n{YES}\n\n**2. {WHO}**\n\n**3. {BUS}**\n\n{NO_BUS}\n", "t.md")
    assert [(item.number, item.question) for item in report.items] == [(1, CAN_I), (3, BUS)]
    assert [warning.as_json() for warning in report.warnings] == [
        {"code": "skipped", "text": f"This has no answer, so it was not imported: “{WHO}”."}
    ]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((1, 1, 2), "Number 1 stands there more than once. The order of the document was kept."),
        ((1, 2, 4), "Number 3 is missing from the document."),
    ],
)
def test_numbers_that_do_not_add_up_keep_their_order(numbers, text):
    one, two, three = numbers
    report = parse(
        (
            f"**{one}. {CAN_I}**\n\n{YES}\n\n**{two}. {WHO}**\n\n{SENCO}\n\n**{three}. {BUS}**\n"
            f"\n{NO_BUS}\n"
        ),
        "t.md",
    )
    assert pairs(report) == THREE
    if numbers != (1, 1, 2):
        assert [item.number for item in report.items] == list(numbers)
        assert [(w.code, w.text) for w in report.warnings] == [("unpaired", text)]


def test_a_closing_part_is_not_the_last_answer():
    report = parse(
        (
            f"# Forum\n\n**1. {CAN_I}**\n\n{YES}\n\n**2. {BUS}**\n\n{NO_BUS}\n\n## Contacts\n\n"
            f"Ring the team.\n"
        ),
        "t.md",
    )
    assert report.items[1].answer == NO_BUS
    assert [(w.code, w.text) for w in report.warnings] == [
        ("skipped", "This belongs to no question, so it was not imported: “Ring the team.”.")
    ]


def test_the_introduction_is_kept_apart():
    report = parse(
        (
            f"# Forum, 2 May 2024\n\nThank you for coming.\n\n**{CAN_I}**\n\n{YES}\n\n**{BUS}**\n"
            f"\n{NO_BUS}\n"
        ),
        "t.md",
    )
    assert (report.title, report.intro_html) == (
        "Forum, 2 May 2024",
        "<p>Thank you for coming.</p>",
    )


def test_a_list_of_links_to_the_questions_is_no_question():
    html = (
        "<h1>Questions</h1><ul>"
        + "".join(f"<li><a href='#q{n}'>{q}</a></li>" for n, (q, _) in enumerate(THREE))
        + "</ul>"
        + "".join(f"<h2 id='q{n}'>{q}</h2><p>{a}</p>" for n, (q, a) in enumerate(THREE))
    )
    report = parse(html, "t.html")
    assert pairs(report) == THREE
    assert codes(report) == []


def test_gaps_and_names_are_pointed_out():
    report = parse(
        f"Q: My son Jamie, 7, has autism. {CAN_I}\n"
        f"A: Yes. [link to follow] The date is TBC.\n\nQ: {BUS}\n"
        f"A: Ask hello@council.example.\n"
    )
    assert codes(report) == ["placeholder", "placeholder", "possible-identity", "possible-identity"]


def test_glued_definitions_are_taken_out():
    text = "Ask the Parent ForumParent ForumA group of families that meets each month. about it."
    report = parse(f"Q: {CAN_I}\nA: {text}\n\nQ: {BUS}\nA: {NO_BUS}\n")
    assert report.items[0].answer == "Ask the Parent Forum about it."
    assert codes(report) == ["flattened-glossary"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Moving school\n\nWe help families who move. Please ring us on any day.\n\n"
            "We are open from nine.\n"
        ),
        (
            "# Policy\n\n## 1. Aims\n\nWe aim high.\n\n## 2. Scope\n\nAll schools.\n\n"
            "## 3. Review\n\nEach year.\n"
        ),
        (
            "# Team\n\nIs it late? Never. We work with schools and with families every day of the"
            " year.\n\nWe care.\n\nWe listen.\n"
        ),
        "Shopping\n\n1. Bread\n2. Milk\n3. Eggs\n",
        "Word",
        (
            "# What we do\n\nWe help.\n\n# How to apply\n\nFill in the form.\n\n# Who we are\n\n"
            "A team.\n"
        ),
    ],
)
def test_other_documents_are_refused(text):
    report = parse(text, "t.md")
    assert (report.items, report.refused) == ([], NOTHING_FOUND)
    assert report.as_json()["items"] == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "# You said, we did\n\nYou said: We need a bus.\n\nWe did: We found one.\n\n"
            "You said: And a ramp?\n\nWe did: Built.\n"
        ),
        (
            "| You said | We did |\n|---|---|\n| Why no bus? | There is one. |\n"
            "| Why no ramp? | Built. |\n"
        ),
    ],
)
def test_you_said_we_did_is_sent_to_its_own_import(text):
    report = parse(text, "t.md")
    assert (report.items, report.refused) == ([], OTHER_KIND)


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 13_000,
        "Q" * 40_000,
        "? " * 20_000,
        "**a" * 13_000,
        "1.\n" * 13_000,
        "a " * 20_000,
        "You said " * 4_400,
        "(" * 40_000,
        "[link " * 6_600,
        "My son " * 5_700,
        "www.a." * 6_600,
        "0 " * 20_000,
        "A: " * 13_000,
        "ab" * 20_000,
        "Aa" * 20_000,
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text):
    from localoffer.document_reader.blocks import plain_paragraph

    began = time.process_time()
    parse_questions(
        [plain_paragraph("A title"), plain_paragraph(text), plain_paragraph("An answer")]
    )
    assert time.process_time() - began < 1
