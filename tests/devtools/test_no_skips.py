"""A session with a skipped test fails and names it."""

import subprocess
import sys

import pytest

from devtools.shell import ROOT

PASSES = "def test_passes(): assert True\n"
SKIPS = {
    "a test that skips": "def test_skips(): pytest.skip('no time')\n",
    "a mark": "@pytest.mark.skip(reason='no time')\ndef test_skips(): assert True\n",
    "a file": "pytest.skip('no time', allow_module_level=True)\n",
    "an expected failure": "@pytest.mark.xfail(reason='no time')\ndef test_fails(): assert 0\n",
}


def session(folder, text, *options):
    (folder / "test_it.py").write_text("import pytest\n" + PASSES + text)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.no_skips", "-p", "no:django"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={folder}", *options, folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("options", [[], ["-n", "1"]], ids=["one process", "workers"])
@pytest.mark.parametrize("kind", SKIPS)
def test_a_skip_fails_the_session(tmp_path, kind, options):
    done = session(tmp_path, SKIPS[kind], *options)
    assert done.returncode == 1
    assert "skipped tests fail the session" in done.stdout
    assert "no time" in done.stdout.rpartition("skipped tests fail the session")[2]


def test_a_session_without_skips_passes(tmp_path):
    done = session(tmp_path, "")
    assert done.returncode == 0
    assert "skipped tests" not in done.stdout
