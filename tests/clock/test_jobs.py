"""Finding jobs, doing them once, and going on whatever one of them does."""

import logging
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from localoffer.clock import jobs
from localoffer.clock.jobs import Job, Round, all_jobs

pytestmark = pytest.mark.django_db


def job(name="fine", result=1):
    """A job that answers `result`, or raises it; `given` has what it was called with."""
    given = []

    def run(now):
        given.append(now)
        if isinstance(result, Exception):
            raise result
        return result

    return Job(name, f"Things {name}", run), given


def test_every_app_with_tasks_has_a_job():
    found = {each.name: each for each in all_jobs()}
    assert {"localoffer.publishing.tasks", "localoffer.outbox.tasks"} <= set(found)
    assert found["localoffer.outbox.tasks"].label == "E-mails sent"
    assert all(callable(each.run) and each.label for each in found.values())


def test_a_job_is_told_the_time():
    fine, given = job()
    before = timezone.now()
    Round([fine]).do()
    assert isinstance(given[0], datetime)
    assert before <= given[0] <= timezone.now()


def test_a_fault_does_not_stop_the_other_jobs():
    (bad, _), (fine, given) = job("bad", ValueError("wrong")), job()
    outcomes = Round([bad, fine]).do()
    assert [(o.job.name, o.done, type(o.error)) for o in outcomes] == [
        ("bad", 0, ValueError), ("fine", 1, type(None)),
    ]  # fmt: skip
    assert len(given) == 1


def test_a_fault_is_logged_once_until_the_job_works_again(caplog):
    results = [ValueError("a"), ValueError("b"), KeyError("c"), 0, ValueError("d")]

    def run(now):
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    clock = Round([Job("sometimes", "Things", run)])
    with caplog.at_level(logging.INFO):
        for _ in range(5):
            clock.do()
    said = [(r.levelname, r.exc_info and r.exc_info[0].__name__) for r in caplog.records]
    assert said == [
        ("ERROR", "ValueError"), ("ERROR", "KeyError"), ("INFO", None), ("ERROR", "ValueError"),
    ]  # fmt: skip


def run_due(monkeypatch, *found) -> str:
    monkeypatch.setattr(
        "localoffer.clock.management.commands.run_due.all_jobs", lambda: [each for each, _ in found]
    )
    out = StringIO()
    try:
        call_command("run_due", stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_the_command_says_what_it_did(monkeypatch):
    assert run_due(monkeypatch, job("done", 2), job("idle", 0)) == "Things done: 2\n"
    assert run_due(monkeypatch, job("idle", 0)) == "Nothing was due.\n"


def test_the_command_fails_where_a_job_fails(monkeypatch):
    said = run_due(monkeypatch, job("bad", ValueError()), job("done", 2))
    assert said == (
        "Things done: 2\nNot everything could be done; it will be tried again next time."
    )


def test_with_nothing_to_do_all_real_jobs_work():
    assert [outcome.error for outcome in map(jobs.do, all_jobs())] == [None] * len(all_jobs())
