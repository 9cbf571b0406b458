"""Rich text as data for print: nothing of it gets lost, and nothing is invented."""

from localoffer.richtext.blocks import blocks, text_of


def p(*content):
    return {"t": "p", "c": list(content)}


def cell(*content, heads=False, across=1, down=1):
    return {"heads": heads, "across": across, "down": down, "blocks": [p(*content)]}


def test_nothing_is_no_block():
    assert blocks("") == []
    assert blocks("<p> </p>") == []


def test_marks_links_and_breaks_stand_in_a_paragraph():
    html = '<p>Say <strong>yes, <em>now</em></strong><br>or <a href="/ask/">ask</a>.</p>'
    assert blocks(html) == [
        p(
            "Say ",
            {"t": "strong", "c": ["yes, ", {"t": "em", "c": ["now"]}]},
            {"t": "br"},
            "or ",
            {"t": "link", "href": "/ask/", "c": ["ask"]},
            ".",
        )
    ]


def test_headings_have_the_ids_of_the_page():
    assert blocks("<h2>Costs</h2><h3>Costs</h3>", "x") == [
        {"t": "heading", "level": 2, "id": "x-costs", "c": ["Costs"]},
        {"t": "heading", "level": 3, "id": "x-costs-2", "c": ["Costs"]},
    ]


def test_lists_nest():
    html = '<ul><li>one</li><li><p>two</p><ol start="3"><li>three</li></ol></li></ul>'
    assert blocks(html) == [
        {
            "t": "ul",
            "items": [
                [p("one")],
                [p("two"), {"t": "ol", "start": 3, "items": [[p("three")]]}],
            ],
        }
    ]


def test_quotes_and_rules():
    html = "<blockquote><p>They said so.</p></blockquote><hr>"
    assert blocks(html) == [{"t": "quote", "blocks": [p("They said so.")]}, {"t": "rule"}]


def test_a_table_has_its_head_apart():
    html = (
        "<table><caption>Weeks</caption><tr><th>When</th><th>What</th></tr>"
        "<tr><th>6</th><td>We tell you</td></tr><tr><td colspan='2'>The end</td></tr></table>"
    )
    assert blocks(html) == [
        {
            "t": "table",
            "caption": ["Weeks"],
            "columns": 2,
            "head": [[cell("When", heads=True), cell("What", heads=True)]],
            "rows": [
                [cell("6", heads=True), cell("We tell you")],
                [cell("The end", across=2)],
            ],
        }
    ]


def test_a_table_of_header_cells_alone_keeps_rows():
    table = blocks("<table><tr><th>A</th></tr><tr><th>B</th></tr></table>")[0]
    assert (len(table["head"]), len(table["rows"])) == (1, 1)


def test_a_picture_stands_between_paragraphs():
    html = '<p>Before <img src="/media/images/hills/"> after</p>'
    assert blocks(html) == [
        p("Before"),
        {"t": "image", "src": "/media/images/hills/"},
        p("after"),
    ]


def test_hostile_text_is_text():
    assert blocks("<p>#panic() &lt;b&gt; [x](y)</p><script>alert(1)</script>") == [
        p("#panic() <b> [x](y)")
    ]


def test_the_words_of_a_paragraph():
    assert text_of(blocks("<p>a <strong>b<br>c</strong></p>")[0]["c"]) == "a b c"
