"""Asking the links whose time has come, a few at a time."""

import time
from datetime import datetime, timedelta

from localoffer.editorial.models import ExternalLink

from .asking import SECONDS_BETWEEN, Asker

BUDGET = 10.0  # seconds after which no further link is begun: other work waits for the same clock


def check_due(now: datetime, limit: int = 20, seconds: float = BUDGET) -> int:
    """Ask up to `limit` due links, each host once; the answer is how many were asked.

    No transaction is open while another site is asked. Several processes may do this at once: a
    link is claimed first, and a host that somebody asked a moment ago is left for later.
    """
    end = time.monotonic() + seconds
    asker, hosts, asked = Asker(), set(), 0
    for link in list(ExternalLink.objects.due(now)[: limit * 5]):
        if asked >= limit or time.monotonic() >= end:
            break
        if link.host in hosts or _was_just_asked(link.host, now):
            continue
        hosts.add(link.host)
        if ExternalLink.objects.claim(link, now):
            answer = asker.ask(link.url)
            link.record(answer.status, answer.problem, now)
            asked += 1
    return asked


def _was_just_asked(host: str, now: datetime) -> bool:
    moment = now - timedelta(seconds=SECONDS_BETWEEN)
    return ExternalLink.objects.filter(host=host, last_checked__gt=moment).exists()
