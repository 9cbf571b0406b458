"""Where a meaning is put, where not, and that it is put there once."""

import time

import pytest

from localoffer.glossary.matching import Definer

TERMS = [
    (["SENCo", "SENCO", "special educational needs co-ordinator"], "the teacher who plans help"),
    (["EHC plan", "EHCP", "education, health and care plan"], "a legal plan of help"),
    (["plan"], "what we do next"),
    (["local offer"], "all the help in one place"),
    (["parents' forum"], "families who meet"),
    (["SEN"], "needs <b>&</b> more"),
    (["assess, plan, do, review"], "four steps"),
]
DEFINER = Definer(TERMS)


def put(word, meaning):
    return f'<dfn class="lo-term">{word}</dfn> <span class="lo-definition">({meaning})</span>'


def put_in_brackets(word, meaning):
    return f'<dfn class="lo-term">{word}</dfn><span class="lo-definition">: {meaning}</span>'


SENCO = "the teacher who plans help"
EHCP = "a legal plan of help"
PLAN = "what we do next"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ask the SENCo.</p>", f"<p>Ask the {put('SENCo', SENCO)}.</p>"),
        ("Ask the SENCO.", f"Ask the {put('SENCO', SENCO)}."),
        ("All SENCos know.", f"All {put('SENCos', SENCO)} know."),
        ("The SENCo's job", f"The {put('SENCo&#x27;s', SENCO)} job".replace("&#x27;", "'")),
        ("The SENCo&#x27;s job", f"The {put('SENCo&#x27;s', SENCO)} job"),
        ("The SENCo’s job", f"The {put('SENCo’s', SENCO)} job"),
        ("A PLAN", f"A {put('PLAN', PLAN)}"),
        ("Plans", put("Plans", PLAN)),
        ("an EHC  plan", f"an {put('EHC  plan', EHCP)}"),
        ("an EHC\nPlan", f"an {put('EHC' + chr(10) + 'Plan', EHCP)}"),
        ("an EHC&nbsp;plan", f"an {put('EHC&nbsp;plan', EHCP)}"),
        ("Education, Health and Care Plan", put("Education, Health and Care Plan", EHCP)),
        ("the Local Offer", f"the {put('Local Offer', 'all the help in one place')}"),
        ("a parents’ forum", f"a {put('parents’ forum', 'families who meet')}"),
        ("a parents&#x27; forum", f"a {put('parents&#x27; forum', 'families who meet')}"),
        ("SEN", put("SEN", "needs &lt;b&gt;&amp;&lt;/b&gt; more")),
        ("(SENCo)", f"({put_in_brackets('SENCo', SENCO)})"),
        ("an EHC plan (EHCP)", f"an EHC plan ({put_in_brackets('EHCP', EHCP)})"),
        ("an EHC plan (SENCo)", f"an {put('EHC plan', EHCP)} ({put_in_brackets('SENCo', SENCO)})"),
        ("the SENCo (a teacher)", f"the {put('SENCo', SENCO)} (a teacher)"),
        ("<strong>SENCo</strong>", f"<strong>{put('SENCo', SENCO)}</strong>"),
    ],
)
def test_a_term_gets_its_meaning(html, expected):
    assert DEFINER.define(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>No word of ours &amp; no change<br/>\r\n<!-- SENCo --></p>",
        "sen Senco senco ehcp EHc",
        "planned planning explan SENCoX xSENCo SEN1 SEN_",
        "sen@example.org SEN@example.org www.SEN.org/SEN/x a.SEN pre-SEN SEN-related &SEN; #SEN",
        "<h1>SEN</h1><h2 class='x'>SEN</h2><h6>SEN</h6>",
        '<a href="/x">SEN <em>EHCP</em></a>',
        "<button>SEN</button><label>SEN</label><fieldset><legend>SEN</legend></fieldset>",
        "<table><tr><th>SEN</th></tr></table><details><summary>SEN</summary></details>",
        "<code>SEN</code><pre>SEN</pre><nav><ol><li>SEN</li></ol></nav><dl><dt>SEN</dt></dl>",
        "<script>SEN</script><style>SEN</style><title>SEN</title><textarea>SEN</textarea>",
        "<svg><title>SEN</title><text>SEN</text></svg><select><option>SEN</option></select>",
        '<p title="SEN" data-x=\'SEN > SEN\'>x</p><img alt="SEN"><input value="SEN">',
        '<div data-no-glossary><p>SEN</p><div>SEN</div><p>SEN</p></div>',
        "<!-- SEN <p>SEN</p> --><!doctype html>",
        "Ask the SEN Team, the SEN&nbsp;Inclusion Fund or the Local Offer\n    Board.",
        '<p class="lo-card__meta">SEN</p><p class="lo-law">SEN</p>',
        "<p>An unclosed <b tag SEN=1>x</b></p>",
    ],
)  # fmt: skip
def test_a_page_stays_byte_for_byte(html):
    assert DEFINER.define(html) == html


def test_a_definer_without_terms_changes_nothing():
    assert Definer([]).define("<p>SENCo</p>") == "<p>SENCo</p>"


def test_the_first_use_outside_a_longer_name_gets_the_meaning():
    html = "<p>The SEN Team helps with SEN.</p>"
    meaning = put("SEN", "needs &lt;b&gt;&amp;&lt;/b&gt; more")
    assert DEFINER.define(html) == f"<p>The SEN Team helps with {meaning}.</p>"


def test_a_meaning_comes_once_whatever_the_wording():
    html = "<p>SENCo, SENCO, special educational needs co-ordinator</p><p>SENCos</p>"
    assert DEFINER.define(html) == html.replace("SENCo,", f"{put('SENCo', SENCO)},", 1)


def test_the_first_use_in_running_text_gets_it():
    html = "<h1>SENCo</h1><p><a href='/x'>SENCo</a></p><p>The SENCo and the SENCo</p>"
    expected = html.replace("The SENCo", f"The {put('SENCo', SENCO)}")
    assert DEFINER.define(html) == expected


def test_the_longest_wording_wins():
    assert DEFINER.define("An EHC plan is a plan") == (
        f"An {put('EHC plan', EHCP)} is a {put('plan', PLAN)}"
    )
    assert DEFINER.define("assess, plan, do, review") == put(
        "assess, plan, do, review", "four steps"
    )


def test_text_goes_on_after_a_skipped_element_with_children_of_its_kind():
    html = "<div data-no-glossary><div>SEN</div>SEN</div>SEN"
    assert DEFINER.define(html) == html[:-3] + put("SEN", "needs &lt;b&gt;&amp;&lt;/b&gt; more")


def test_a_void_or_closed_element_skips_nothing():
    html = "<input data-no-glossary><path data-no-glossary/>plan"
    assert DEFINER.define(html) == html[:-4] + put("plan", PLAN)


@pytest.mark.parametrize(
    "html",
    [
        "<p>SENCo, EHCP and a plan; SENCo, EHCP and a plan. SEN</p>",
        "<ul><li>plan</li><li>plan, SENCo</li></ul>",
    ],
)
def test_a_page_that_was_here_before_comes_back_as_it_is(html):
    once = DEFINER.define(html)
    assert once != html
    assert DEFINER.define(once) == once


def test_a_meaning_that_somebody_copied_into_the_text_is_not_written_again():
    for copied in ("SENCo (The teacher who plans help)", "(SENCo: the teacher who plans help)"):
        html = f"<p>Ask the {copied}. The SENCo knows.</p>"
        assert DEFINER.define(html) == html


def test_a_hostile_term_is_text():
    definer = Definer([(["<script>x</script>", "a.*b", "(["], '"><img src=x onerror=1>')])
    html = "<p>&lt;script&gt;x&lt;/script&gt;</p><p>aXXb</p>"
    meaning = "&quot;&gt;&lt;img src=x onerror=1&gt;"
    word = "&lt;script&gt;x&lt;/script&gt;"
    assert definer.define(html) == f"<p>{put(word, meaning)}</p><p>aXXb</p>"


@pytest.mark.parametrize(
    "piece",
    ["plan ", "plan (", "EHCP Plan ", "<p>plan</p>", "SEN ", "<", "<a ", '<a "', "<!--", "&", "s"],
)
def test_the_time_grows_with_the_page(piece):
    page = piece * (200_000 // len(piece))
    start = time.perf_counter()
    DEFINER.define(page)
    assert time.perf_counter() - start < 2


def test_300_terms_are_found_in_little_time():
    terms = [([f"term number {n} of many", f"TN{n}"], "x") for n in range(300)]
    definer = Definer(terms)
    page = "<p>Some words of a page that are no terms but begin like tomatoes.</p>" * 700
    start = time.perf_counter()
    assert definer.define(page) == page
    assert definer.define("<p>TN7</p>") == f"<p>{put('TN7', 'x')}</p>"
    assert time.perf_counter() - start < 1
