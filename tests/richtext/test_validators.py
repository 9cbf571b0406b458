import pytest
from django.core.exceptions import ValidationError

from localoffer.richtext.validators import validate_headings, validate_images, validate_links


def message(validate, html):
    try:
        validate(html)
    except ValidationError as error:
        return error.message
    return None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>", None),
        ("<h3>under a heading of the page</h3>", None),
        ("<p>no heading", None),
        (
            "<h2>a</h2><h4>b</h4>",
            (
                "The heading “b” is level 4 but follows level 2. "
                "Make it level 3, so that no level is missed out."
            ),
        ),
        (
            "<h4>b</h4>",
            (
                "The heading “b” is level 4 but follows level 2. "
                "Make it level 3, so that no level is missed out."
            ),
        ),
        ("<h2> <br>&nbsp;</h2>", "A heading is empty. Write its words, or take it out."),
    ],
)
def test_headings(html, expected):
    assert message(validate_headings, html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x">y</a><a href="mailto:a@b.uk"><strong>z</strong></a>', None),
        (
            '<a href="/x"> </a>',
            ("The link to /x has no words. Write what it leads to, or take the link out."),
        ),
        (
            "<a></a>",
            "The link to nowhere has no words. Write what it leads to, or take the link out.",
        ),
        (
            '<a href="www.example.org">Here</a>',
            (
                "The link “Here” does not lead anywhere. "
                "Its address must start with https://, mailto:, tel:, # or /."
            ),
        ),
        (
            '<a href="javascript:1">Here</a>',
            (
                "The link “Here” does not lead anywhere. "
                "Its address must start with https://, mailto:, tel:, # or /."
            ),
        ),
    ],
)
def test_links(html, expected):
    assert message(validate_links, html) == expected


@pytest.mark.parametrize("piece", ["<a ", "<h2 ", "<!--", "<a href='", "</a", "<h2><a>"])
def test_hostile_text_ends(piece):
    # 120 kB: a parser whose work grows with the square of it would not end within this test run.
    text = piece * (120_000 // len(piece))
    refused = {message(validate_headings, text), message(validate_links, text)} - {None}
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in refused)


@pytest.mark.parametrize("width", ["", "960/"])
def test_images_of_this_site_are_taken(width):
    assert (
        message(validate_images, f'<p><img src="/media/images/hills/{width}" alt="x"></p>') is None
    )


@pytest.mark.parametrize(
    ("src", "named"),
    [
        ("https://evil.example/a.png", "https://evil.example/a.png"),
        ("/static/icon.svg", "/static/icon.svg"),
        ("data:image/png;base64,AAAA", "without an address"),
        ("", "without an address"),
    ],
)
def test_images_from_elsewhere_are_refused(src, named):
    assert message(validate_images, f'<p>x <img src="{src}"></p>') == (
        f"The image {named} is not one of this site. Add it under “Images” first; its page says "
        "what to write here."
    )
