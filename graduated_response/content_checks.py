"""What an editor reads before publishing about signs that the booklet cannot show
(`localoffer.editorial.remarks` asks)."""

from collections.abc import Iterator

from graduated_response.booklet import glyphs
from graduated_response.models import Area, Booklet, Guide, Journey, Page, Statement
from localoffer.editorial.checks import Remark, Text
from localoffer.editorial.checks.outline import lines_of
from localoffer.glossary.models import Term
from localoffer.publishing.models import Published

# What can stand in the booklet.
KINDS = (Area, Booklet, Guide, Journey, Page, Statement, Term)
# So many signs of one text are named.
NAMED = 5
FROM_WORD = (
    "This text has signs from a font of Word. Most screens show an empty box for them. "
    "Type the sign after the arrow, or make a list with the button."
)
IN_NO_FONT = (
    "This text has signs that are in no font of the booklet. Its PDF will show what stands after "
    "the arrow. Write in words what the sign means, or take it out."
)


def remarks(row: Published, texts: list[Text]) -> Iterator[Remark]:
    if not isinstance(row, KINDS):
        return
    lines = {text: lines_of(text) for text in texts}
    everything = [line for each in lines.values() for line in each]
    private = {
        sign: shown for sign, shown in glyphs.private_signs(everything).items() if shown.strip()
    }
    missing = glyphs.printed(glyphs.refused(everything) - private.keys())
    if missing and not Booklet.objects.exists():
        missing = {}
    for text in texts:
        yield from _remark("sign-private", text, FROM_WORD, private, lines[text])
        yield from _remark("sign-booklet", text, IN_NO_FONT, missing, lines[text])


def _remark(
    code: str, text: Text, sentence: str, shown: dict[str, str], lines: tuple[str, ...]
) -> Iterator[Remark]:
    found = [sign for sign in dict.fromkeys("".join(lines)) if sign in shown]
    if found:
        excerpts = [f"{glyphs.name_of(each)} → {shown[each] or 'nothing'}" for each in found]
        more = [f"and {len(found) - NAMED} more"] if len(found) > NAMED else []
        yield Remark(code, "warn", text, sentence, (*excerpts[:NAMED], *more))
