"""Documents that are made to be slow, of any length: the generators of tests/document_reader."""

from collections.abc import Callable

Make = Callable[[int], str]


def times(text: str, before: str = "", after: str = "") -> Make:
    return lambda n: before + text * n + after


def each(text: str, before: str = "", after: str = "") -> Make:
    """`{i}` in the text is another number each time."""
    return lambda n: before + "".join(text.replace("{i}", str(i)) for i in range(n)) + after


PAIR = "<p>You said: Wait.</p><p>We did: More.</p>"
HEADER = "<table><tr><th>You said</th><th>We did</th><th>Status</th><th>Evidence</th></tr>"
ASKED = "<table><tr><th>Question</th><th>Answer</th></tr>"
NEEDED = "<table><tr><th>Need</th><th>Provision</th></tr>"
END = "</table>"
QUESTION = "<p>Q: Who pays?</p><p>A: We do.</p>"

PAGES: dict[str, Make] = {
    "equal headings": times("<h2>Costs</h2>"),
    "headings with text": times("<h2>Costs</h2><p>We pay.</p>"),
    "headings that ask": times("<h2>Who pays?</h2><p>We pay.</p>"),
    "headings among questions": times("<h2>Who pays?</h2><h2>Mediation</h2><p>We pay.</p>"),
    "headings below one": times("<h3>Aid</h3><p>x</p>", "<h2>Who?</h2><p>x</p>"),
    "one heading above many": lambda n: (
        "<h3>Aid</h3><p>x</p>" * n + "<h3>Who?</h3><p>x</p>" * n + "<h2>Who?</h2><p>x</p>"
    ),
    "bold that asks": times("<p><b>Who pays?</b></p>", after="<p>x y z</p>"),
    "bold with answers": times("<p><b>Who pays?</b></p><p>x y z</p>"),
    "bold remarks": times("<p><b>My son is five.</b></p><p><b>Who helps with it?</b></p><p>x</p>"),
    "list items": times("<li>one</li>", f"{QUESTION}<ul>", f"</ul>{QUESTION}"),
    "items that ask": times("<li>Who pays?</li>", "<ul>", "</ul>"),
    "items beside paragraphs": times(
        "<ul><li>Who?</li></ul><p>We.</p><p>Who comes?</p><p>Yes.</p>"
    ),
    "lists in turns": times("<ul><li>a</li></ul><ol><li>b</li></ol>", QUESTION, QUESTION),
    "labels": times(QUESTION),
    "labels of answers alone": times("<p>Who pays</p><p>A: We do.</p>"),
    "labels in one paragraph": times("Q: Who pays? A: <b>We</b> do. ", "<p>", "</p>"),
    "speakers": times("<p>Parent: Who pays.</p><p>Council: We do.</p>"),
    "numbers": each("<p>{i}. Who pays?</p><p>We do.</p>"),
    "one number": times("<p>1. Who pays?</p><p>We do.</p>"),
    "a list of contents": each("<li>Who pays number {i}?</li>", "<ul>", "</ul>"),
    "pairs": times(PAIR),
    "one side": times("<p>You said: Wait.</p>"),
    "quotations": times("<p>Parents said: “Good.”</p>", PAIR),
    "questions behind pairs": times("<p>Why not?</p>", PAIR),
    "headings over pairs": times(f"<h3>Travel</h3>{PAIR}"),
    "headings behind pairs": times("<h3>Travel</h3>", PAIR),
    "headings before pairs": times("<h2>Council</h2><h3>Forum</h3>", "<h1>x</h1>", PAIR),
    "subjects": each("<p>You said about topic{i}: Wait.</p><p>We did about topic{i}: More.</p>"),
    "answers by subject": lambda n: (
        each("<p>You said about topic{i}: Wait.</p>")(n)
        + each("<p>We did about topic{i}: More.</p>")(n)
    ),
    "titles again": times(f"<h2>You said, we did: Travel</h2>{PAIR}"),
    "pairs in one paragraph": times("You said: a. We did: <b>b</b>. ", "<p>", "</p>"),
    "progress": times("<p>We are pleased to say.</p>", PAIR),
    "rows of pairs": times("<tr><td>a b</td><td>c d</td></tr>", HEADER, END),
    "rows of one pair": each(
        "<tr><td></td><td>c</td><td>Done {i}</td><td>e{i}</td></tr>", HEADER, END
    ),
    "rows with labels": times(
        "<tr><td>You said</td><td>a</td></tr><tr><td>We did</td><td>b</td></tr>"
        "<tr><td>x</td><td>y</td></tr>",
        *("<table>", END),
    ),
    "many tables": times(f"{HEADER}<tr><td>a</td><td>b</td></tr>{END}"),
    "rows of questions": each("<tr><td>Who pays {i}?</td><td>c d</td></tr>", ASKED, END),
    "columns that are lost": each(
        f"{ASKED[:-5]}<th>Mine {{i}}</th></tr><tr><td>Who pays?</td><td>c</td><td>d</td></tr>{END}"
    ),
    "rows of expectations": each("<tr><td>Help {i}</td><td>c d</td></tr>", NEEDED, END),
    "rows of one expectation": each("<tr><td>Help</td><td>c{i}</td></tr>", NEEDED, END),
    "rows across": times("<tr><td>Of</td><td></td></tr><tr><td>A</td><td>b</td></tr>", NEEDED, END),
    "runs": times("<b>a</b> <i>b</i> ", "<p>", "</p>"),
    "runs of one style": times("<span>a</span>", "<p>", "</p>"),
    "blank runs": times("<b><br></b><i><br></i>", "<p>", "x</p>"),
    "line breaks": times("<b>line</b><br>text<br>", "<p>", "</p>"),
    "links": times("see https://a.example.org/x ", "<p>", "</p>"),
    "dead links": times("<a href='/x'>here</a> ", f"{QUESTION}<p>", f"</p>{QUESTION}"),
    "gaps": each("[link to follow {i}] ", "<p>Q: Who pays?</p><p>A: ", f"</p>{QUESTION}"),
    "a glossary": times("Local OfferLocal OfferA website that lists help. event ", "<p>", "</p>"),
    "many terms": each("Word{i} xWord{i} xA website that lists help. ", "<p>", "</p>"),
    "a table of tabs": times("<table><tr><td>a</td><td>b</td></tr></table>"),
}
TEXTS: dict[str, Make] = {
    "one long line": times("word "),
    "many lines": times("a line of words that goes on and on to the end of the page here\n"),
    "a wrapped paragraph": times("and goes on with it and wraps around the page\n", "- A line.\n"),
    "lines that ask": times("and who pays for it at the end of the page of all?\n", "- Yes. No\n"),
    "paragraphs": times("We pay for it.\n\n"),
    "dot leaders": times("Costs ........ 5\n", after="Who?\n"),
    "leaders inside": times("a . . . . . . . b "),
    "dots": times(".", after="\n\nWho?"),
    "dots apart": times(". ", after="a\n\nWho?"),
    "blanks": times(" ", "x", "y"),
    "pages": each("page {i} of it\f", after="\n\nWho?"),
    "rows of tabs": times("a\tb\n"),
    "one row of tabs": times("a\t", after="b\n"),
}
MARKDOWN: dict[str, Make] = {
    "headings": times("## Costs\n\n"),
    "lines that ask": times("Who pays?\n", "# x\n\nYes. No\n"),
    "items": times("- a\n", "# x\n\n"),
    "rows": times("| a | b |\n", "| a | b |\n|---|---|\n"),
    "stars": times("**a\n\n"),
    "quotations": times("> a\n", "# x\n\n"),
}
DOCUMENTS: dict[str, tuple[str, Make]] = {
    f"{kind}: {name}": (f"document.{ending}", make)
    for kind, ending, makers in (
        ("page", "html", PAGES),
        ("text", "txt", TEXTS),
        ("markdown", "md", MARKDOWN),
    )
    for name, make in makers.items()
}
