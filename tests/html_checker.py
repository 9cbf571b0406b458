"""The Nu Html Checker (npm vnu-jar) over pages that tests hand it."""

import json
import re
import subprocess
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.verdict_cache import Kept

JAR = Path(__file__).parent.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Another one each time, in a page that is the same for the checker.
TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|sending)" value=")[\w:-]+')


@pytest.fixture
def html_errors(kept_answers):
    """`html_errors([("home", html), ...])` -> what the Nu Html Checker says against the pages."""
    return partial(check_html, kept=kept_answers)


def check_html(pages: Iterable[tuple[str, str]], kept: Kept) -> list[str]:
    """What is wrong with the (name, HTML) pages, one line a fault; [] when all are valid.

    Warnings count. One start of Java (some seconds) for all pages: hand over many at once. Those
    that `kept` knows as valid are not checked again.
    """
    given = [(name, TOKEN.sub(r"\1token", html)) for name, html in pages]
    if not given:
        raise ValueError("There are no pages to check.")
    new = [(name, html) for name, html in given if kept.get(html.encode()) is None]
    faults = find_faults(new) if new else []
    if not faults:
        for _, html in new:
            kept.keep(html.encode())
    return faults


def find_faults(pages: list[tuple[str, str]]) -> list[str]:
    with TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages):
            path = Path(folder) / f"{number:04}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        command = ["java", "-Xss2m", "-jar", JAR, "--format", "json", "--stdout", folder]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if not answer.stdout.startswith("{"):
        raise RuntimeError(f"The HTML checker did not run: {answer.stderr[-500:]}")
    messages = json.loads(answer.stdout)["messages"]
    return [line(message, names) for message in messages if is_fault(message)]


def is_fault(message: dict) -> bool:
    """Errors and warnings; what is merely said for information is not a fault."""
    return message["type"] != "info" or message.get("subType") == "warning"


def line(message: dict, names: dict[str, str]) -> str:
    name = names.get(Path(message.get("url", "")).name, "?")
    extract = " ".join(message.get("extract", "").split())
    return f"{name}, line {message.get('lastLine', '?')}: {message['message']} [{extract[:100]}]"
