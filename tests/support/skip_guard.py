"""A skipped test fails the session: what was not looked at must not pass as green."""

import pytest

SKIPPED: list[str] = []


def pytest_runtest_logreport(report):
    note(report)


def pytest_collectreport(report):
    note(report)


def note(report) -> None:
    """Remember a skipped test or file. A test that is expected to fail (xfail) is skipped too."""
    if report.skipped:
        SKIPPED.append(f"{report.nodeid}: {reason(report)}")


def reason(report) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[-1]
    return getattr(report, "wasxfail", "") or "no reason given"


def pytest_sessionfinish(session):
    if SKIPPED and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if SKIPPED:
        terminalreporter.section("skipped tests fail the session", red=True)
        for line in SKIPPED:
            terminalreporter.line(line)
