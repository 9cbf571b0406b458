"""No pattern that meets a stranger's text costs much more than the text's length (ASVS 1.3.12)."""

import importlib
import inspect
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator

import pytest

import graduated_response.imports
import localoffer.document_reader
import localoffer.identity
import surveys.imports

PACKAGES = (
    localoffer.document_reader,
    localoffer.identity,
    graduated_response.imports,
    surveys.imports,
)
LENGTH = 40_000
# Growth that is not linear takes minutes on such a text; a busy machine does not take this long.
MOST_SECONDS = 1.0
AT_THE_START = {"match", "fullmatch"}
UNITS = [
    "a",
    " ",
    "a ",
    "Aa",
    "A a ",
    "1",
    "1. ",
    "? ",
    "(",
    "[",
    "**",
    "#",
    "\n",
    ". ",
    "…",
    "_",
    "“",
    "ab",
    "0 ",
    "0123 ",
    "you said ",
    "You said, ",
    "we did ",
    "feedback about ",
    "parents and ",
    "Q ",
    "question ",
    "answer ",
    "Mr ",
    "My son ",
    "Sam has ",
    "My son Sam ",
    "www.a.",
    "http://",
    "a@",
    "a.",
    "@a.",
    "<p ",
    "<!--",
    "[link ",
    "to follow ",
    "1 may ",
    "2022 ",
    "HYPERLINK ",
    "|-",
    "- ",
    "\\a ",
    "we ",
    "council ",
    "will ",
    "A, ",
    "St ",
    "page 1 ",
    "Ab1",
    "é",
    "'s",
    "Is ",
    "isn't ",
    "[a]{.b}",
    "# a {#b}",
    "---\n",
    "you said a ",
    "2023 to May ",
    "23/24 ",
]


def patterns():
    """Each pattern of a module, and each way in which the module uses it."""
    for package in PACKAGES:
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            source = inspect.getsource(module)
            for name, value in vars(module).items():
                for number, pattern in enumerate(members(value)):
                    if isinstance(pattern, re.Pattern):
                        for way in ways(name, source):
                            case = f"{info.name}.{name}[{number}].{way}"
                            yield pytest.param(getattr(pattern, way), id=case)


def ways(name, source):
    """What is called of a pattern, when that is only tried at the start; else a search, also where
    the source does not tell."""
    called = set(re.findall(rf"\b{name}(?:\[[^]]*\])?\.(\w+)\(", source))
    return sorted(called) if called and called <= AT_THE_START else ["finditer"]


def members(value):
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, tuple) else [value]


def seconds(use, text):
    began = time.process_time()
    found = use(text)
    if isinstance(found, Iterator):
        deque(found, maxlen=0)
    return time.process_time() - began


@pytest.mark.parametrize("use", list(patterns()))
def test_patterns_are_linear(use):
    for unit in UNITS:
        for end in ("", "!"):
            text = (unit * (LENGTH // len(unit)))[: LENGTH - 1] + end
            text = text.encode() if isinstance(use.__self__.pattern, bytes) else text
            # The machine may be busy for a moment, not three times.
            assert any(seconds(use, text) < MOST_SECONDS for _ in range(3)), unit
