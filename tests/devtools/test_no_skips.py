"""A session with a skipped test fails and names it."""

import subprocess
import sys

import pytest

from devtools.shell import ROOT

PASSES = "def test_passes(): assert True\n"
SKIPS = {
    "test": "def test_skips(): pytest.skip('no time for a test')\n",
    "mark": "@pytest.mark.skip(reason='no time for a mark')\ndef test_skips(): assert True\n",
    "file": "pytest.skip('no time for a file', allow_module_level=True)\n",
    "failure": "@pytest.mark.xfail(reason='no time for a failure')\ndef test_fails(): assert 0\n",
}


def session(folder, kinds, *options):
    """One that passes, beside files with these kinds of skips."""
    (folder / "test_it.py").write_text(PASSES)
    for kind in kinds:
        (folder / f"test_{kind}.py").write_text("import pytest\n" + PASSES + SKIPS[kind])
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.skip_guard", "-p", "no:django"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={folder}", *options, folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("kind", SKIPS)
def test_a_skip_fails_the_session(tmp_path, kind):
    done = session(tmp_path, [kind])
    assert done.returncode == 1
    assert f"no time for a {kind}" in done.stdout.partition("skipped tests fail the session")[2]


def test_skips_in_a_worker_fail_the_session(tmp_path):
    done = session(tmp_path, SKIPS, "-n", "1")
    assert done.returncode == 1
    told = done.stdout.partition("skipped tests fail the session")[2]
    assert [kind for kind in SKIPS if f"no time for a {kind}" not in told] == []


def test_a_session_without_skips_passes(tmp_path):
    done = session(tmp_path, [])
    assert done.returncode == 0
    assert "skipped tests" not in done.stdout
