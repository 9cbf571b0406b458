"""How other sites are asked: never a private machine, never long, never in a hurry."""

import socket
import ssl
from collections import deque

import pytest

from localoffer.editorial.link_checker.asking import Answer, Asker

from .web import PUBLIC, ok

WORKS = Answer(200, "")
PRIVATE = Answer(None, "It leads into a private network, where families cannot go.")
SILENT = Answer(None, "The site does not answer.")
UNREACHABLE = Answer(None, "The site cannot be reached.")


def ask(url="http://a.example/"):
    return Asker().ask(url)


def test_one_short_request_that_says_who_asks(web, settings):
    web.answers["a.example", "/x?y=1"] = ok()
    assert ask("http://a.example/x?y=1#z") == WORKS
    [request] = web.requests
    assert request == (
        "HEAD /x?y=1 HTTP/1.1\r\nHost: a.example\r\n"
        f"User-Agent: LocalOfferLinkChecker/1.0 (+{settings.SITE_URL})\r\n"
        "Accept: */*\r\nConnection: close\r\n\r\n"
    )
    assert web.connected == [(PUBLIC, 80)]
    assert web.closed == 1


def test_the_certificate_is_checked_for_the_name(web):
    web.answers["a.example", "/"] = ok()
    assert ask("https://a.example/") == WORKS
    assert web.connected == [(PUBLIC, 443)]
    assert web.server_names == ["a.example"]


@pytest.mark.parametrize(
    ("head", "get", "answer"),
    [
        ("404 Not Found", "200 OK", WORKS),
        ("405 Method Not Allowed", "200 OK", Answer(405, "")),
        ("404 Not Found", "404 Not Found", Answer(404, "The page is gone.")),
        ("410 Gone", "410 Gone", Answer(410, "The page is gone.")),
        ("500 Oh", "503 No", Answer(503, "The site answers with fault 503.")),
        ("403 Forbidden", None, Answer(403, "")),
        ("999 Bots", None, Answer(999, "")),
    ],
)
def test_what_does_not_answer_head_is_asked_with_get(web, head, get, answer):
    web.answers["HEAD", "a.example", "/"] = ok(head)
    web.answers["GET", "a.example", "/"] = ok(get)
    assert ask() == answer


PLACES_INSIDE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1",
    "0.0.0.0", "100.64.0.1",  # noqa: S104
]  # fmt: skip


@pytest.mark.parametrize("inside", PLACES_INSIDE)
def test_a_private_machine_is_never_connected(web, inside):
    web.names["inside.example"] = [inside]
    assert ask("http://inside.example/") == PRIVATE
    assert web.connected == []


@pytest.mark.parametrize("inside", PLACES_INSIDE)
def test_nor_after_a_redirect(web, inside):
    web.names["inside.example"] = [inside]
    web.answers["a.example", "/"] = ok("302 Found", Location="http://inside.example/secret")
    assert ask() == PRIVATE
    assert web.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("file:///etc/passwd", "It does not lead to a web address."),
        ("gopher://a.example/", "It does not lead to a web address."),
        ("http://a.example:6379/", "It leads to the unusual port 6379."),
    ],
)
def test_redirects_lead_to_the_web_only(web, location, problem):
    web.answers["a.example", "/"] = ok("301 Moved", Location=location)
    assert ask() == Answer(None, problem)
    assert len(web.connected) == 1


def test_a_name_that_changes_its_machine_cannot_lead_inside(web):
    """DNS rebinding: the name is asked once, and what it said then is connected."""
    web.names["a.example"] = deque([[PUBLIC], ["127.0.0.1"]])
    web.answers["a.example", "/"] = ok()
    assert ask() == WORKS
    assert web.looked_up == ["a.example"]
    assert web.connected == [(PUBLIC, 80)]


def test_a_name_that_changes_between_two_requests_is_checked_again(web):
    web.names["a.example"] = deque([[PUBLIC], ["127.0.0.1"]])
    web.answers["a.example", "/"] = ok("301 Moved", Location="/next")
    assert ask() == PRIVATE
    assert web.connected == [(PUBLIC, 80)]


def test_redirects_are_followed_with_two_seconds_between(web):
    web.answers["a.example", "/"] = ok("301 Moved", Location="https://a.example/b")
    web.answers["a.example", "/b"] = ok("308 Moved", Location="//c.example/d")
    web.answers["c.example", "/d"] = ok()
    assert ask() == WORKS
    assert web.connected == [(PUBLIC, 80), (PUBLIC, 443), (PUBLIC, 443)]
    assert web.slept == [2.0]


def test_a_circle_ends(web):
    web.answers["a.example", "/"] = ok("302 Found", Location="/")
    problem = "It leads from one address to the next without an end."
    assert ask() == Answer(302, problem)
    assert len(web.requests) == 6


def test_slow_sites_that_lead_to_each_other_end_after_fifteen_seconds(web):
    web.seconds_a_piece = 4.5
    for number in range(5):
        location = f"http://s{number + 1}.example/"
        web.answers[f"s{number}.example", "/"] = ok("302 Found", Location=location)
    assert ask("http://s0.example/") == SILENT
    assert len(web.requests) == 4


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (socket.gaierror(), "There is no site of this name."),
        (TimeoutError(), "The site does not answer."),
        (ConnectionRefusedError(), "The site cannot be reached."),
    ],
)
def test_a_site_that_is_not_there(web, error, problem):
    web.names["a.example"] = error
    assert ask() == Answer(None, problem)


def test_a_wrong_certificate(web, monkeypatch):
    def refuse(connection, server_hostname):
        raise ssl.SSLCertVerificationError

    monkeypatch.setattr(web, "wrap_socket", refuse)
    problem = "The site's certificate is not right: browsers warn people."
    assert ask("https://a.example/") == Answer(None, problem)
    assert web.closed == 1


def test_an_answer_may_come_in_pieces_and_after_an_interim_one(web):
    web.answers["a.example", "/"] = [b"HTTP/1.1 103 Early\r\n\r", b"\nHTTP/1.1 20", b"0 OK\r\n\r\n"]
    assert ask() == WORKS


def test_an_answer_in_drops_ends_after_five_seconds(web):
    web.seconds_a_piece = 0.9
    web.answers["a.example", "/"] = [b"H"] * 1000
    assert ask() == SILENT
    assert web.clock < 6


def test_an_answer_without_an_end_is_cut(web):
    web.answers["a.example", "/"] = [b"x" * 8192] * 1000
    assert ask() == SILENT
    assert len(web.timeouts) < 20


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n"]
)
def test_what_is_no_answer_of_the_web(web, answer):
    web.answers["a.example", "/"] = answer
    assert ask() == UNREACHABLE


def test_too_many_headers_are_no_answer(web):
    web.answers["a.example", "/"] = ok(**{f"X-{n}": "1" for n in range(200)})
    assert ask() == UNREACHABLE


def test_connections_have_a_time_limit(web):
    web.answers["a.example", "/"] = ok()
    ask()
    assert web.timeouts == [5, 5, 5.0]  # to connect, to agree on keys, to answer
