"""A program that runs meanwhile never outlives what it runs beside."""

import os
import time

import pytest

from devtools.shell import Stop, meanwhile


def test_the_block_runs_beside_it_and_its_end_is_waited_for(tmp_path):
    go, gone = tmp_path / "go", tmp_path / "gone"
    program = f"while [ ! -e {go} ]; do sleep 0.02; done; touch {gone}"
    with meanwhile("sh", "-c", program, or_stop="It failed."):
        assert not gone.exists()
        go.touch()
    assert gone.exists()


def test_its_failure_stops_with_the_sentence():
    with pytest.raises(Stop, match="It failed."), meanwhile("false", or_stop="It failed."):
        pass


def interrupted_beside(program, number):
    with meanwhile("sh", "-c", program, or_stop="It failed."):
        while not number.exists():
            time.sleep(0.02)
        raise KeyboardInterrupt


def test_it_ends_when_the_block_is_interrupted(tmp_path):
    number = tmp_path / "number"
    program = f"echo $$ > {number}.new; mv {number}.new {number}; exec sleep 60"
    with pytest.raises(KeyboardInterrupt):
        interrupted_beside(program, number)
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
