"""The fonts of the booklet: DejaVu Sans, and behind it the Noto fonts for what it lacks."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings

FIRST = "DejaVu Sans"
# They hold fonts and nothing else: their files are read, and no code of theirs is run.
PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")


@cache
def fonts() -> typst.Fonts:
    """Only what comes with the set-up, so that every machine makes the same booklet."""
    folders = [settings.FONTS_DIR, *(Path(find_spec(name).origin).parent for name in PACKAGES)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def families() -> list[str]:
    """In the order in which a sign is looked for: the small fonts, then those of China, Japan and
    Korea. All of these have the same signs and differ in how they draw them: simplified first."""
    found = set(fonts().families()) - {FIRST}
    return [FIRST, *sorted(found, key=lambda name: ("CJK" in name, not name.endswith(" SC"), name))]
