"""`dev.py test`: every check there is. It goes on after a failure and names all at the end."""

import secrets
import tempfile
import time
from collections.abc import Iterator

from devtools import machine, postgres
from devtools.setup import set_up
from devtools.shell import PYTHON, say, status, succeeds

# Production's settings, for Django's own check of them.
PRODUCTION = {"SITE_URL": "https://local-offer.example", "DEBUG": "off"}
# The judges of HTML and EPUB run for a few seconds: too short for Java's second compiler.
QUICK_JAVA = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
NO_TESTS_COLLECTED = 5  # pytest's exit code


def run(arguments: list[str]) -> int:
    """All checks, or with arguments only the tests that pytest then finds; the exit code."""
    began = time.monotonic()
    set_up(for_tests=True)
    browser = machine.browser()
    machine.require_java()
    failed = []
    if not arguments:
        failed += [name for name, passed in checks() if not passed]
    failed += [name for name, passed in tests(arguments, browser) if not passed]
    took = f"{time.monotonic() - began:.0f} seconds"
    if failed:
        say(f"\nFAILED after {took}: {', '.join(failed)}.")
        return 1
    what = "Only the tests you named" if arguments else "All checks and tests"
    say(f"\n{what} ran and passed, on SQLite and on PostgreSQL, in {took}.")
    return 0


def checks() -> Iterator[tuple[str, bool]]:
    """(name, whether it passed) of each check that is not a test; runs them one by one."""
    ruff = (PYTHON, "-m", "ruff")
    yield titled("lint", *ruff, "check", "--output-format=concise")
    yield titled("layout of the code", *ruff, "format", "--check")
    manage = (PYTHON, "manage.py")
    yield titled("migrations", *manage, "makemigrations", "--check", "--dry-run")
    yield titled("holes and licences of packages", *manage, "audit_packages", "--offline")
    deploy = (*manage, "check", "--deploy", "--fail-level", "WARNING")
    secret = {"SECRET_KEY": secrets.token_urlsafe(50)}
    yield titled("settings of production", *deploy, env=PRODUCTION | secret)


def tests(arguments: list[str], browser: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The tests on both databases. What looks at pages in a browser, or may not ask a database
    at all, runs once.
    """
    pytest = (PYTHON, "-m", "pytest", "-n", "2", "--quiet")
    good = {0, NO_TESTS_COLLECTED} if arguments else {0}
    with tempfile.TemporaryDirectory(prefix="localoffer-tests-") as folder:
        shared = QUICK_JAVA | {"KEPT_ANSWERS": folder}  # tests/support/verdict_cache.py
        say("\n== tests on SQLite, and in the browser")
        on_sqlite = {"DATABASE_URL": "sqlite://:memory:"} | browser | shared
        code = status(*pytest, *arguments, env=on_sqlite)
        yield "tests on SQLite", code == 0
        say("\n== tests on PostgreSQL")
        with postgres.server() as address:
            # Names with only browser tests leave none for this run.
            code = status(
                *pytest,
                "-m",
                "not browser and not no_database",
                *arguments,
                env={"DATABASE_URL": address} | shared,
            )
            yield "tests on PostgreSQL", code in good


def titled(name: str, *command: object, env: dict[str, str] | None = None) -> tuple[str, bool]:
    say(f"\n== {name}")
    return name, succeeds(*command, env=env)
