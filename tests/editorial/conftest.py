"""Fixtures of the tests of links to other sites."""

import pytest

from .web import Web, replace_network


@pytest.fixture
def web(monkeypatch):
    web = Web()
    replace_network(web, monkeypatch)
    return web
