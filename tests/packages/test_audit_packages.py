"""Known holes and licences: found in what is installed, asked for or looked up in the kept list."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from localoffer.packages import advisories
from localoffer.packages.advisories import Advisory, from_osv, is_within, keep, kept, pairs
from localoffer.packages.installed import (
    FRONT_END,
    PYTHON,
    Package,
    front_end_packages,
    python_packages,
)
from localoffer.packages.management.commands import audit_packages

DJANGO = Package(PYTHON, "django", version("django"), "BSD-3-Clause")
HOLE = {
    "id": "PYSEC-1",
    "aliases": ["GHSA-1", "CVE-2026-1"],
    "summary": "Planted.",
    "affected": [
        {
            "package": {"name": "Django", "ecosystem": PYTHON},
            "ranges": [
                {"type": "GIT", "events": [{"introduced": "0"}]},
                {"type": "ECOSYSTEM", "events": [{"introduced": "5.2"}, {"fixed": "5.2.999"}]},
            ],
        }
    ],
}


@contextmanager
def osv(pages: list[dict]) -> Iterator[str]:
    """The address of a server that gives these answers, one a page, for Django alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = asked["package"] == {"name": "django", "ecosystem": PYTHON}
            answer = pages[int(asked.get("page_token", 0))] if found else {}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def audit(monkeypatch, capsys):
    """Runs the command with the advisories at an address; what it said."""

    def run(address: str, *arguments: str) -> str:
        monkeypatch.setattr(advisories, "OSV", address)
        try:
            call_command("audit_packages", *arguments)
        except CommandError as problem:
            return f"{capsys.readouterr().out}Failed: {problem}"
        return capsys.readouterr().out

    return run


def test_no_package_of_this_release_has_a_known_hole_or_an_unfree_licence(audit):
    said = audit("http://127.0.0.1:1/", "--offline")
    assert "No known hole in what the site uses." in said
    assert "Failed" not in said
    assert "from the list of this release" in said


def test_a_known_hole_is_never_passed_over(audit):
    with osv([{"next_page_token": "1"}, {"vulns": [HOLE]}]) as address:
        said = audit(address)
    assert f"Hole: django {DJANGO.version}, CVE-2026-1: Planted." in said
    assert "Failed: 1 known holes, 0 packages without a free licence" in said


def test_a_hole_in_what_only_installs_packages_is_told_and_stops_nothing(audit, monkeypatch):
    tool = Package(PYTHON, "pip", "23", "MIT")
    hole = Advisory("CVE-2", PYTHON, "pip", "Old.", (("0", "24", ""),))
    monkeypatch.setattr(audit_packages, "python_packages", lambda: [tool])
    monkeypatch.setattr(audit_packages, "kept", lambda: ([hole], "2026-11-01"))
    said = audit("http://127.0.0.1:1/", "--offline")
    assert "Hole in a tool that no page uses: pip 23, CVE-2: Old." in said
    assert "Failed" not in said


def test_without_a_network_the_kept_list_answers(audit):
    said = audit("http://127.0.0.1:1/")
    assert "osv.dev did not answer as it should" in said
    assert "from the list of this release" in said


@pytest.fixture
def own_list(monkeypatch, tmp_path):
    """The list of the release, where a test may write it."""
    path = tmp_path / "list.json"
    monkeypatch.setattr(advisories, "KEPT", path)
    return path


def test_what_was_asked_for_is_kept(audit, own_list):
    keep([], "2026-11-01")
    with osv([{"vulns": [HOLE]}]) as address:
        audit(address, "--keep")
    found, _ = kept()
    assert [each.id for each in found] == ["CVE-2026-1"]
    assert found[0].concerns(DJANGO)


def test_a_failed_question_never_empties_the_kept_list(audit, own_list):
    keep([], "2026-11-01")
    before = own_list.read_text()
    audit("http://127.0.0.1:1/", "--keep")
    assert own_list.read_text() == before


def test_the_kept_list_knows_the_packages_of_this_release():
    listed, _ = kept()
    assert {"django", "lxml", "pillow"} <= {each.package for each in listed}


@pytest.mark.parametrize(
    ("here", "affected", "expected"),
    [
        ("5.2.1", ("0", "5.2.2", ""), True),
        ("5.2.2", ("0", "5.2.2", ""), False),
        ("5.2.10", ("0", "5.2.9", ""), False),
        ("4.2", ("5.0", "5.2.2", ""), False),
        ("5.2.2", ("0", "", "5.2.2"), True),
        ("5.2.3", ("0", "", "5.2.2"), False),
        ("9", ("1", "", ""), True),
        ("made here", ("0", "1", ""), True),
    ],
)
def test_versions_are_compared_as_versions(here, affected, expected):
    assert is_within(here, affected) is expected


def test_ranges_of_several_lines_are_kept_apart():
    events = [{"introduced": "4"}, {"fixed": "4.2"}, {"introduced": "5"}, {"last_affected": "5.1"}]
    assert list(pairs(events)) == [("4", "4.2", ""), ("5", "", "5.1")]
    assert list(pairs([{"introduced": "0"}])) == [("0", "", "")]


def test_what_was_withdrawn_is_no_hole():
    assert list(from_osv({**HOLE, "withdrawn": "2026-01-01"}, DJANGO)) == []


def test_a_hole_of_another_registry_concerns_nobody_here():
    hole = Advisory("X", FRONT_END, "django", "", (("0", "", ""),))
    assert not hole.concerns(DJANGO)


@pytest.mark.parametrize(
    ("licence", "free"),
    [("MIT", True), ("MIT AND PSF-2.0", True), ("Apache-2.0 OR GPL-3.0", True), ("", False),
     ("LGPL-3.0-only", True), ("AGPL-3.0", False), ("GPL-3.0-only", False),
     ("MIT AND GPL-3.0-only", False), ("Proprietary", False), ("BSD License", True)],
)  # fmt: skip
def test_only_free_licences_pass(licence, free):
    assert Package(PYTHON, "x", "1", licence).is_free() is free


def test_packages_of_the_front_end_are_those_that_everybody_installs(tmp_path):
    entries = {
        "": {"name": "site"},
        "node_modules/govuk": {"version": "6.6.0", "license": "MIT"},
        "node_modules/@a/watcher": {"version": "1", "license": "MIT", "optional": True},
        "node_modules/judge": {"version": "1", "license": "GPL-3.0", "dev": True},
        "node_modules/a/node_modules/@b/font": {"version": "2", "license": "SEE LICENSE"},
    }
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": entries}))
    found = front_end_packages(lock, {"@b/font": "OFL-1.1"})
    assert {each.name: each.licence for each in found} == {"govuk": "MIT", "@b/font": "OFL-1.1"}
    assert front_end_packages(tmp_path / "none.json", {}) == []


def test_names_are_spelt_as_the_advisories_spell_them():
    names = {each.name for each in python_packages()}
    assert {"django", "typing-extensions", "et-xmlfile"} <= names


def test_the_list_is_written_in_one_order(own_list):
    one, two = (Advisory(name, PYTHON, "a", "", (("0", "1", ""),)) for name in "BA")
    keep([one, two, one], "2026-11-30")
    assert kept() == ([two, one], "2026-11-30")
