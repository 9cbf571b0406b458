"""Lock files: exact, hashed, and free of hosts, so that every registry mirror serves them."""

import ast
import json
import re
import tomllib
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text()
DECLARED = tomllib.loads(PYPROJECT)
# Lock file -> the list of pyproject.toml that it locks.
ASKED_FOR = {
    "requirements": DECLARED["project"]["dependencies"],
    "requirements-dev": DECLARED["dependency-groups"]["dev"],
    "requirements-node": DECLARED["dependency-groups"]["node"],
}
NAMES = list(ASKED_FOR)


def asked_for(name: str) -> set[str]:
    """Names of the packages that pyproject.toml lists for a lock file."""
    return {re.match(r"[\w-]+", package)[0] for package in ASKED_FOR[name]}


def locked(name: str) -> dict[str, str]:
    """{package: the text of its entry, with its version and hashes} of a lock file."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / f"{name}.txt").read_text(), flags=re.MULTILINE)
    return {re.match(r"[\w-]+", entry)[0]: entry for entry in re.split(r"\n(?=\w)", text.strip())}


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_and_hashed(name):
    for package, entry in locked(name).items():
        assert re.match(rf"{package}(\[[\w,]+\])?==[\w.]+( ;.*)? \\\n", entry), entry
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_for_is_locked(name):
    assert asked_for(name) <= set(locked(name))


def imported(*folders: str) -> set[str]:
    """Top-level names that the Python files of these folders import."""
    trees = [ast.parse(file.read_text()) for top in folders for file in (ROOT / top).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names}


def packages(names: set[str]) -> set[str]:
    """{"psycopg", "lxml"} for what packages outside the project provide of these names."""
    providers = packages_distributions()
    return {re.sub("[-_.]+", "-", one).lower() for name in names for one in providers.get(name, [])}


def test_what_the_site_imports_is_asked_for():
    site = packages(imported("localoffer", "events", "graduated_response", "surveys"))
    assert site - asked_for("requirements") == set()


def test_what_the_tests_import_is_asked_for():
    # pytest-playwright exists to bring playwright along.
    asked = asked_for("requirements") | asked_for("requirements-dev") | {"playwright"}
    assert packages(imported("tests", "devtools", "benchmarks")) - asked == set()


def test_test_packages_share_the_versions_of_the_site():
    site, tests = locked("requirements"), locked("requirements-dev")
    both = site.keys() & tests.keys()
    assert {name: site[name].split()[0] for name in both} == {
        name: tests[name].split()[0] for name in both
    }


@pytest.mark.parametrize(
    "name", [*(f"{name}.txt" for name in NAMES), "package-lock.json", ".npmrc"]
)
def test_no_host_is_named(name):
    text = (ROOT / name).read_text()
    assert re.findall(r"https?:|registry *=|--index-url|--find-links|@ file", text) == []


def test_front_end_packages_are_exact_and_hashed():
    wanted = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for package, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert lock[f"node_modules/{package}"]["version"] == version
    assert all("integrity" in entry for path, entry in lock.items() if path)


def test_pyproject_and_dev_py_speak_of_the_same_python():
    assert DECLARED["project"]["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in (ROOT / "dev.py").read_text()


def test_every_list_of_packages_has_its_lock_file():
    assert set(DECLARED["dependency-groups"]) == {"dev", "node"}
    assert "optional-dependencies" not in DECLARED["project"]
    assert sorted(path.stem for path in ROOT.glob("requirements*")) == sorted(NAMES)


@pytest.mark.parametrize("listed", ["dependencies", "dev", "node"])
def test_each_dependency_has_its_reason_above_it(listed):
    lines = re.search(rf"^{listed} = \[\n(.+?)^\]", PYPROJECT, re.MULTILINE | re.DOTALL)[1]
    pairs = pairwise(["", *map(str.strip, lines.splitlines())])
    assert [line for above, line in pairs if line[0] != "#" and above[:2] != "# "] == []
