import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from .html_tree import tree

HARM = "<script>\"'&"
SAFE = "&lt;script&gt;&quot;&#x27;&amp;"


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def pages(number, address="/", of=10):
    return render(
        "{% pagination page_obj %}",
        page_obj=Paginator(range(of), 1).page(number),
        request=RequestFactory().get(address),
    )


def hrefs(nodes):
    """All href values, in order."""
    found = []
    for node in nodes:
        if not isinstance(node, str):
            found += [value for name, value in node[1] if name == "href"] + hrefs(node[2])
    return found


def test_breadcrumbs_are_pairs_and_this_page_is_no_link():
    html = render('{% breadcrumbs "Home" "/" "Events" "/events/" name %}', name=HARM)
    assert hrefs(tree(html)) == ["/", "/events/"]
    assert f'aria-current="page">{SAFE}</li>' in html


def test_breadcrumbs_may_all_be_links():
    html = render('{% breadcrumbs "Home" "/" "Events" "/events/" %}')
    assert "aria-current" not in html


def test_one_page_has_no_pagination():
    assert pages(1, of=1).strip() == ""


def test_pagination_shows_ends_neighbours_and_gaps():
    html = pages(5)
    assert hrefs(tree(html)) == [
        f"?page={n}" for n in (4, 1, 4, 5, 6, 10, 6)
    ]  # previous, the numbers, next
    assert html.count("govuk-pagination__item--ellipsis") == 2
    assert html.count('aria-current="page"') == 1


def test_pagination_at_the_ends():
    assert 'rel="prev"' not in pages(1)
    assert 'rel="next"' not in pages(10)


def test_pagination_keeps_other_parameters_and_escapes_them():
    html = pages(1, '/?need=talk&need=feel&page=9&q="><script>', of=2)
    kept = "?need=talk&need=feel&q=%22%3E%3Cscript%3E&page=2"
    assert set(hrefs(tree(html))) == {kept, kept.replace("page=2", "page=1")}


@pytest.mark.parametrize(
    ("source", "element"),
    [
        ("{% tag text 'green' %}", '<strong class="govuk-tag govuk-tag--green">'),
        ("{% tag text harm %}", '<strong class="govuk-tag">'),
        ("{% details text %}x{% enddetails %}", '<details class="govuk-details">'),
        (
            "{% details text is_open=True %}x{% enddetails %}",
            '<details class="govuk-details" open>',
        ),
        ("{% notification text %}x{% endnotification %}", 'role="region"'),
        ("{% notification text success=True %}x{% endnotification %}", 'role="alert"'),
        ("{% scroll text %}x{% endscroll %}", 'tabindex="0"'),
        ("{% inset %}{{ text }}{% endinset %}", '<div class="govuk-inset-text">'),
        ("{% warning %}{{ text }}{% endwarning %}", '<div class="govuk-warning-text">'),
    ],
)
def test_text_is_escaped(source, element):
    html = render(source, text=HARM, harm='"><b>')
    assert element in html
    assert SAFE in html
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "source",
    [
        "{% inset %}<p>kept</p>{% endinset %}",
        "{% warning %}<p>kept</p>{% endwarning %}",
        '{% details "x" %}<p>kept</p>{% enddetails %}',
        '{% notification "x" %}<p>kept</p>{% endnotification %}',
        '{% scroll "x" %}<p>kept</p>{% endscroll %}',
    ],
)
def test_what_stands_between_keeps_its_markup(source):
    assert "<p>kept</p>" in render(source)
