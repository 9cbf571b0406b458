"""Every template compiles, and none holds what the content security policy forbids."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

FOLDER = Path(__file__).parent.parent / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
FORBIDDEN = re.compile(
    r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", re.IGNORECASE
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_holds_nothing_inline(name):
    source = get_template(name).template.source
    assert FORBIDDEN.findall(source) == []


def test_there_are_templates():
    assert "base.html" in TEMPLATES
