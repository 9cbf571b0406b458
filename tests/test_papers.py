"""The papers are short, complete, and lead to what is there."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.test_architecture import TIERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
# What is made on each machine.
MADE = {".venv", "build", "node_modules", "var"}
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - MADE
ENDINGS = {".py", ".md", ".toml", ".txt", ".csv", ".html", ".json", ".scss", ".css", ".js", ".typ"}
# Where whatever a paper calls only by its last name may stand.
NAMES = {path.name for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
NAMES |= {path.name for path in ROOT.iterdir()}


def paths_in(text: str) -> set[str]:
    """What stands in backticks and looks like a file or folder of the project."""
    spans = {part for span in SPAN.findall(text) for part in span.split()}
    paths = {span for span in spans if re.fullmatch(r"[\w.-]+(/[\w.-]*)*", span)}
    return {
        path
        for path in paths
        if ("/" in path and path.split("/")[0] in FOLDERS)
        or ("/" in path and Path(path).suffix in ENDINGS and path.split("/")[0] not in MADE)
        or ("/" not in path and Path(path).suffix in ENDINGS)
    }


def is_there(path: str) -> bool:
    return (ROOT / path).exists() if "/" in path else path in NAMES


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_no_link_leads_nowhere(paper):
    links = [link for link in LINK.findall(paper.read_text()) if not re.match(r"\w+:", link)]
    broken = [link for link in links if not (paper.parent / link.partition("#")[0]).exists()]
    assert broken == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_no_path_is_named_that_is_not_there(paper):
    assert {path for path in paths_in(paper.read_text()) if not is_there(path)} == set()


def test_the_rule_knows_a_path_when_it_sees_one():
    text = "`events/gone.py`, `gone/x.py` and `gone.py`, not `var/mail`, `/gone/` or `events.gone`"
    assert paths_in(text) == {"events/gone.py", "gone/x.py", "gone.py"}
    assert not any(map(is_there, paths_in(text)))
    assert is_there("events/models.py")
    assert is_there("dev.py")


def test_no_paper_names_a_host_or_a_folder_of_one_machine():
    """Made-up names and this machine only: what is named must be there for everybody."""
    texts = [path.read_text() for path in (*PAPERS, ROOT / "CHANGELOG.md", ROOT / "pyproject.toml")]
    hosts = {host for text in texts for host in re.findall(r"https?://([\w.-]+)", text)}
    assert {host for host in hosts if not host.endswith(".example")} == {"127.0.0.1"}
    assert [
        text for text in texts if re.search(r"(?<![\w.])/(home|root|work|Users|tmp)/", text)
    ] == []


def test_the_readme_is_short():
    assert len(README.splitlines()) <= 90


def test_the_map_has_every_slice_in_its_tier():
    rows = re.findall(r"^\| (`.+?) \| .+ \| (.+?) \|$", README, re.MULTILINE)
    tiers = {path: tier for paths, tier in rows for path in SPAN.findall(paths)}
    wanted = {f"{name.replace('.', '/')}/": tier for name, tier in TIERS.items()}
    said = {name: "below" if tier < 0 else str(tier) for name, tier in wanted.items()}
    assert said.items() <= tiers.items()


def test_every_command_of_ours_is_explained():
    ours = {"events", "graduated_response", "surveys", "localoffer"}
    named = {name for name, app in get_commands().items() if app.partition(".")[0] in ours}
    rows = re.findall(r"^\| `(\w+)", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
    assert set(rows) == named


def test_every_decision_is_numbered_listed_and_has_its_three_parts():
    index = (DECISIONS[0].parent / "README.md").read_text()
    assert LINK.findall(index) == [path.name for path in DECISIONS]
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    parts = {tuple(re.findall("^## (.+)$", path.read_text(), re.MULTILINE)) for path in DECISIONS}
    assert parts == {("Context", "Decision", "Consequences")}


def test_the_release_has_its_section_in_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    headings = re.findall("^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1].split()[0] == version


def test_the_picture_is_light():
    assert (ROOT / "docs" / "home.png").stat().st_size < 150_000
