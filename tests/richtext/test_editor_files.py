"""The editor's own files agree with the package they extend."""

import json
import re
from pathlib import Path

import django_prose_editor
import pytest

from localoffer.richtext import config
from localoffer.richtext.widgets import RichTextWidget

PACKAGE = Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor"
STATIC = Path(__file__).resolve().parents[2] / "static"


def rules(css):
    """The sheet without comments and with single blanks, to compare its rules."""
    return " ".join(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split())


def test_the_sheet_holds_the_rules_that_tiptap_would_put_into_the_page():
    bundle = json.loads((PACKAGE / "editor.js.map").read_text())
    sources = dict(zip(bundle["sources"], bundle["sourcesContent"], strict=True))
    core = sources["node_modules/@tiptap/core/dist/index.js"]
    injected = re.search(r"const style = `(.*?)`", core, re.DOTALL)[1]
    assert rules(injected) in rules((STATIC / "css/richtext.css").read_text())


@pytest.mark.parametrize("name", [name for name, value in config.EXTENSIONS.items() if value])
def test_the_editor_knows_every_extension(name):
    exports = (PACKAGE / "editor.js").read_text().rpartition("export{")[2]
    assert re.search(rf"\bas {name}\b", exports)


def test_the_script_imports_by_path_alone():
    """Then no page needs an import map, and the policy no nonce."""
    script = (STATIC / "js/richtext.js").read_text()
    imported = {"../django_prose_editor/editor.js", "./choose_image.js", "./word_lists.js"}
    assert set(re.findall(r'from "([^"]+)"', script)) == imported
    assert "importmap" not in str(RichTextWidget().media)


def test_the_allow_list_follows_the_editor():
    text = "p br h2 h3 h4 ul ol li strong em a img blockquote hr"
    table = "table caption thead tbody tr th td"
    assert config.tags() == {*text.split(), *table.split()}


def test_in_production_the_script_finds_the_package_under_its_hashed_name(production_static):
    script = production_static("js/richtext.js")
    names = r"(\.\./django_prose_editor/editor|\./choose_image|\./word_lists)\.[0-9a-f]{12}\.js"
    for address in re.findall(r'from "([^"]+)"', script.read_text()):
        assert re.fullmatch(names, address)
        assert (script.parent / address).exists()
