"""Doing what is due every few seconds: in a command, or beside the server in a thread."""

import time
from collections.abc import Callable
from threading import Thread

from django.db import connections

from .jobs import Outcome, Round, all_jobs

# A signal is noticed after this time at the latest.
NAP = 0.5
# Publishing must happen within 60 seconds.
SECONDS_BESIDE_THE_SERVER = 20


class Loop:
    """`run()` comes back after `stop()`, when the round under way is done."""

    def __init__(self, pause: float, tell: Callable[[list[Outcome]], None] | None = None) -> None:
        self.round = Round(all_jobs())
        self.pause = pause
        self.tell = tell
        self.stopped = False

    def stop(self, *signal: object) -> None:
        self.stopped = True

    def run(self) -> None:
        while not self.stopped:
            outcomes = self.round.do()
            # A connection kept while nothing happens would be one too few for visitors.
            connections.close_all()
            if self.tell:
                self.tell(outcomes)
            self._rest()

    def _rest(self) -> None:
        end = time.monotonic() + self.pause
        while not self.stopped and time.monotonic() < end:
            time.sleep(min(NAP, self.pause))


def start() -> Thread:
    """Begin the loop in this worker of the server. The thread ends with the process."""
    loop = Loop(SECONDS_BESIDE_THE_SERVER)
    thread = Thread(target=loop.run, name="what is due", daemon=True)
    thread.start()
    return thread
