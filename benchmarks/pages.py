"""`dev.py bench`: what a page costs, as ratios; docs/benchmarks.md says how to read them.

Each page is asked for in turn of the site and of two yardsticks that send the same bytes, in
several rounds on one machine at one time. The figure is the processor time of the server for a
request: it is steadier than requests a second on a machine that does other things too.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from devtools import python
from devtools.serve import HOST, server_command
from devtools.setup import set_up
from devtools.shell import PYTHON, ROOT, Stop, say, succeeds

PAGES = (
    "/",
    "/graduated-response/",
    "/ordinarily-available-provision/",
    "/questions/",
    "/you-said-we-did/",
    "/surveys/",
    "/events/",
    "/glossary/",
)
ROUNDS = 3
REQUESTS = 200
REQUESTS_OF_YARDSTICKS = 3000  # they are quick, and the clock ticks in hundredths
YARDSTICKS = {
    "a bare WSGI function": "benchmarks.yardsticks:plain",
    "bare Django": "benchmarks.yardsticks:bare_django",
}


class Server:
    """A running server: its port, and the processes that share its session."""

    def __init__(self, port: int, session: int):
        self.port = port
        self.session = session

    def get(self, paths: list[str]) -> list[bytes]:
        """The bodies of these pages, over one connection."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        bodies = []
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            bodies.append(answer.read())
            if answer.status != 200:
                raise Stop(f"{path} answered {answer.status}: there is nothing to measure.")
        connection.close()
        return bodies

    def cost(self, path: str, requests: int) -> float:
        """Processor seconds of the server for one request of this page."""
        before = self.processor_seconds()
        self.get([path] * requests)
        return (self.processor_seconds() - before) / requests

    def processor_seconds(self) -> float:
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The fields behind the name, which may hold spaces: state, parent, group, session
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
                continue
            if int(fields[3]) == self.session:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def run() -> int:
    """Measure and print; never a verdict, so the exit code is 0."""
    if not Path("/proc/self/stat").exists():
        raise Stop("The benchmark reads processor times from /proc: run it on Linux.")
    set_up()
    with tempfile.TemporaryDirectory(prefix="localoffer-bench-") as folder, ExitStack() as servers:
        env = {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "BENCH_PAGES": folder}
        fill_database(env)
        site = servers.enter_context(running("localoffer.wsgi:application", env))
        bodies = dict(zip(PAGES, site.get(list(PAGES)), strict=True))
        texts = {path: body.decode() for path, body in bodies.items()}
        Path(folder, "pages.json").write_text(json.dumps(texts))
        others = {
            name: servers.enter_context(running(target, env)) for name, target in YARDSTICKS.items()
        }
        report(bodies, site, others)
        succeeds(PYTHON, "benchmarks/booklet.py", env=env)
    return 0


def fill_database(env: dict[str, str]) -> None:
    for command in (("migrate", "--verbosity=0"), ("load_demo",)):
        if not python.manage(*command, env=env):
            raise Stop("The demonstration content could not be loaded: see the lines above.")


def report(bodies: dict[str, bytes], site: Server, others: dict[str, Server]) -> None:
    say(f"Processor time for a page, as a multiple of the same bytes from {' / '.join(others)}")
    for path, body in bodies.items():
        ratios = {name: [] for name in others}
        for _ in range(ROUNDS):
            cost = site.cost(path, REQUESTS)
            for name, other in others.items():
                ratios[name].append(cost / other.cost(path, REQUESTS_OF_YARDSTICKS))
        figures = " / ".join(f"{median(found):.1f}" for found in ratios.values())
        say(f"  {path:<36} {len(body) / 1000:5.1f} kB  {figures}")


@contextmanager
def running(target: str, env: dict[str, str]) -> Iterator[Server]:
    """Serve `target` as `dev.py run` serves the site."""
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port = trial.getsockname()[1]
    process = subprocess.Popen(
        server_command(port, target), cwd=ROOT, env=os.environ | env, start_new_session=True
    )
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    raise Stop("The server to be measured did not start: see the lines above.")
