"""Python 3.11 keeps the frames of functions in pieces of 16 kB. Where one ends just below a loop,
each call in the loop asks the system for the next piece and gives it back: a third of the time of
the longest test. A frame that asks for much gets a piece in which all that it calls finds room.
"""

import pytest
from _pytest.runner import runtestprotocol

PLACES = 200_000


def run_with_room(item, nextitem):
    runtestprotocol(item, nextitem=nextitem)


run_with_room.__code__ = run_with_room.__code__.replace(co_stacksize=PLACES)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """As pytest's own."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    run_with_room(item, nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
