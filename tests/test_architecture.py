"""Imports run one way (the plan of the house is in README.md, "Map")."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TIERS = {
    "localoffer.plain_text": -2,  # below all: every model is made of its fields
    "localoffer.ui": -1,  # below the others: all of them have pages
    "localoffer.sandbox": 0,
    "localoffer.richtext": 0,
    "localoffer.clock": 0,
    "localoffer.backups": 0,
    "localoffer.outbox": 0,
    "localoffer.packages": 0,
    "localoffer.redirects": 0,
    "localoffer.people": 0,
    "localoffer.document_reader": 1,
    "localoffer.publishing": 1,
    "localoffer.site": 2,
    "localoffer.glossary": 2,
    "localoffer.media": 2,
    "localoffer.sharing": 2,
    "localoffer.importing": 2,
    "localoffer.identity": 2,
    "localoffer.spreadsheets": 3,
    "localoffer.editorial": 3,
    "localoffer.accounts": 3,
    "localoffer.submissions": 3,
    "localoffer.feedback": 4,
    "events": 4,
    "graduated_response": 5,
    "surveys": 6,
}
FRONT_DOOR = {"localoffer/settings.py", "localoffer/urls.py", "localoffer/wsgi.py"}
# Slices of one tier stand side by side and know nothing of each other.
SOURCES = sorted(
    path.relative_to(ROOT)
    for top in ("localoffer", "events", "graduated_response", "surveys")
    for path in (ROOT / top).rglob("*.py")
    if str(path.relative_to(ROOT)) not in FRONT_DOOR and path.parent != ROOT / "localoffer"
)


def slice_of(module: str) -> str | None:
    """'localoffer.ui.forms' -> 'localoffer.ui'; None for a module that is not ours."""
    parts = module.split(".")
    name = ".".join(parts[:2]) if parts[0] == "localoffer" else parts[0]
    return name if name in TIERS or parts[0] == "localoffer" else None


def imports(path: Path) -> list[tuple[str, int]]:
    """(absolute module, level of a relative import) of every import in a file."""
    found = []
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found += [(alias.name, 0) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found.append((module, node.level))
            if module in ("localoffer", "") and not node.level:
                found += [(f"{module}.{alias.name}", 0) for alias in node.names]
    return found


def broken_rules(path: Path, found: list[tuple[str, int]]) -> list[str]:
    own = slice_of(".".join(path.with_suffix("").parts))
    depth = len(path.parent.parts) - len(own.split("."))
    broken = [f"relative import leaves {own}" for _, level in found if level > depth + 1]
    for module, level in found:
        other = None if level or module == "localoffer" else slice_of(module)
        if other is None or other == own:
            continue
        if other not in TIERS:
            broken.append(f"{other} has no tier")
        elif TIERS[other] >= TIERS[own]:
            broken.append(f"{own} must not import {other}")
    return broken


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_imports_run_one_way(path):
    assert broken_rules(path, imports(path)) == []


def test_every_slice_has_a_tier():
    assert {slice_of(".".join(path.parts)) for path in SOURCES} <= set(TIERS)


@pytest.mark.parametrize(
    ("path", "found", "broken"),
    [
        ("localoffer/ui/forms.py", [("localoffer.site.models", 0)], 1),
        ("localoffer/site/models.py", [("localoffer.glossary", 0)], 1),
        ("events/models.py", [("surveys.models", 0)], 1),
        ("events/models.py", [("models", 2)], 1),
        ("surveys/models/surveys.py", [("events.models", 0), ("models", 2), ("django.db", 0)], 0),
    ],
)
def test_the_rule_finds_what_it_forbids(path, found, broken):
    assert len(broken_rules(Path(path), found)) == broken


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_signals(path):
    """A reader of `save()` must see all that it does."""
    assert not any(module.startswith("django.dispatch") or module.endswith("signals")
                   for module, _ in imports(path))  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_nothing_is_kept_in_a_cache_that_each_process_has_for_itself(path):
    """Counts of tries and codes that were used must hold in all of them: they are rows."""
    cached = {"django.core.cache", "django.core.cache.backends"}
    assert not cached & {module for module, _ in imports(path)}
