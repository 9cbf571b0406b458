"""The child process and its limits: whatever a parser does, the process that asked stays well."""

import ctypes
import os
import time
from pathlib import Path

import pytest

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited


class OurRefusal(Refusal):
    pass


def ask(work, content=b"", *arguments, seconds=10, megabytes=256):
    name = f"tests.sandbox.test_running:{work.__name__}"
    return run_limited(name, content, *arguments, seconds=seconds, megabytes=megabytes)


def describe(content, *arguments):
    return {"length": len(content), "arguments": list(arguments), "none": None}


def refuse(content):
    raise OurRefusal("Save the file “again”.")


def hang(content):
    time.sleep(60)


def spin(content):
    while True:
        pass


def grow(content):
    return len(bytearray(1024**3))


def dig(content):
    return dig(content)


def die(content):
    ctypes.string_at(0)


def flood(content):
    while True:
        os.write(1, bytes(1024**2))


def go_silent(content):
    """Its pipe ends, but it does not."""
    os.close(1)
    time.sleep(60)


def say(content):
    """What no work of ours would say, as something says that took it over."""
    os.write(1, content)
    os._exit(0)


def fail(content):
    raise ValueError(content)


def write(content):
    Path(content.decode()).write_bytes(b"x")


def environment(content):
    return dict(os.environ)


def test_the_answer_comes_back():
    expected = {"length": 3, "arguments": ["a", "-b c"], "none": None}
    assert ask(describe, b"\x00\xff\n", "a", "-b c") == expected


def test_a_refusal_comes_back_with_its_sentence():
    with pytest.raises(Refusal) as reason:
        ask(refuse)
    assert str(reason.value) == "Save the file “again”."


@pytest.mark.parametrize(
    ("work", "outcome"),
    [(grow, TooHard), (dig, TooHard), (die, TooHard), (fail, Broken)],
)
def test_work_that_does_not_end_well(work, outcome):
    with pytest.raises(outcome):
        ask(work)


@pytest.mark.parametrize("work", [hang, spin, go_silent])
def test_work_that_takes_too_long(work):
    with pytest.raises(TooHard):
        ask(work, seconds=1)


def test_an_answer_without_end_fills_no_memory():
    with pytest.raises(Broken):
        ask(flood)


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"[]", b"{}", b"null", b"{", b"\xff", b'{"anything": 1}', b'{"refused": 5}'),
        *(b'{"answer": 1, "refused": "no"}', b"[" * 100_000, b"9" * 10_000),
        b'{"refused": "\\ud800"}',
    ],
)
def test_what_is_no_answer_is_broken(said):
    with pytest.raises(Broken):
        ask(say, said)


def test_a_large_file_goes_through_the_pipe_while_nobody_listens():
    assert ask(describe, bytes(20_000_000))["length"] == 20_000_000
    with pytest.raises(Refusal):
        run_limited("tests.sandbox.test_running:refuse", bytes(20_000_000), seconds=10)


def test_the_child_writes_no_file(tmp_path):
    file = tmp_path / "new"
    with pytest.raises(Broken):
        ask(write, str(file).encode())
    assert not file.exists() or not file.read_bytes()


def test_the_child_is_told_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    told = ask(environment)
    assert set(told) == {"PATH", "PYTHONPATH", "LANG", "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.parametrize("work", ["localoffer.sandbox.nowhere:act", "localoffer.sandbox:act"])
def test_work_that_there_is_not_is_broken(work):
    with pytest.raises(Broken):
        run_limited(work, b"", seconds=5)
