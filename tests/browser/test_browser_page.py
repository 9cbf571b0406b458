"""The browser fixtures see faults; a page that stands still passes."""

import pytest

GOOD = "<!doctype html><html lang='en'><title>T</title><main><h1>A</h1></main>"


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (GOOD.replace("lang='en'", ""), "html-has-lang at 320 px, light"),
        (GOOD + "<p style='color:#ccc'>pale</p>", "color-contrast at 320 px, light"),
        (GOOD + "<div style='width:500px'>wide</div>", "scrolls 188 px sideways at 320 px, light"),
    ],
)
def test_axe_finds_faults(page, axe, html, fault):
    page.set_content(html)
    assert [found for found in axe(page, [(320, "light")]) if found.startswith(fault)] != []


def test_axe_is_content_with_a_good_page(page, axe):
    page.set_content(GOOD)
    assert axe(page) == []


def test_axe_waits_for_the_fonts(page, axe):
    """Until the font of the editor's icons is there, their words look like labels."""
    page.set_content(GOOD.replace("A</h1>", "</h1>"))
    page.evaluate(
        "Object.defineProperty(document.fonts, 'ready', { get: () => new Promise(done => "
        "setTimeout(() => { document.querySelector('h1').textContent = 'A'; done() }, 500)) })"
    )
    assert axe(page, [(320, "light")]) == []


def test_the_console_is_heard(page, console):
    page.set_content(GOOD + "<script>console.error('oh'); undefined.no</script>")
    assert console[0] == "oh"
    assert "undefined" in console[1]


def test_browser_tests_are_marked_by_themselves(request, page):
    assert request.node.get_closest_marker("browser") is not None
