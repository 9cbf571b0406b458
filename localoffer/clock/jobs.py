"""Finding the jobs of all apps, and doing them once."""

import logging
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    name: str
    label: str
    run: Callable[[datetime], int]


class Outcome(NamedTuple):
    job: Job
    done: int
    error: Exception | None


def all_jobs() -> list[Job]:
    """The `tasks` modules of the installed apps, in the order of the apps."""
    found = [
        import_module(f"{config.name}.tasks")
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "tasks")
    ]
    return [Job(module.__name__, module.LABEL, module.run) for module in found]


def do(job: Job) -> Outcome:
    """Do what is due of one job. A fault is in the answer: the other jobs must go on."""
    try:
        return Outcome(job, job.run(timezone.now()), None)
    except Exception as error:
        close_old_connections()  # a broken one must not fail the next job too
        return Outcome(job, 0, error)


class Round:
    """Does all jobs, again and again, and logs each fault once until its job works again."""

    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = jobs
        self.failing: dict[str, type[Exception]] = {}

    def do(self) -> list[Outcome]:
        outcomes = [do(job) for job in self.jobs]
        for outcome in outcomes:
            self._log(outcome)
        return outcomes

    def _log(self, outcome: Outcome) -> None:
        job, error = outcome.job, outcome.error
        if error is None:
            if self.failing.pop(job.name, None):
                logger.info("%s works again.", job.name)
        elif self.failing.get(job.name) is not type(error):
            self.failing[job.name] = type(error)
            logger.error("%s failed and will be tried again.", job.name, exc_info=error)
