"""Which addresses and machines may be asked (trust.md I11)."""

import pytest

from localoffer.editorial.link_checker.addresses import (
    Refused,
    Target,
    is_public,
    public_address,
    target_of,
    tidy,
)

NO_ADDRESS = "It does not lead to a web address."
PRIVATE = "It leads into a private network, where families cannot go."


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",  # noqa: S104
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1",
        "nonsense",
    ],
)  # fmt: skip
def test_no_machine_of_a_private_network(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"])
def test_public_machines(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "tidied"),
    [
        ("https://Example.org", "https://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
        ("/events/", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("gopher://example.org/", None),
        ("https://", None),
        ("https://exa mple.org:x/", None),
        ("https://[::1/", None),
        ("https://" + "a" * 64 + ".example/", None),
        ("https://example.org/" + "a" * 2000, None),
    ],
)
def test_one_spelling_of_an_address(url, tidied):
    assert tidy(url) == tidied


def test_what_is_asked():
    assert target_of("https://example.org/a?b") == Target("https", "example.org", 443, "/a?b")
    before = "https://example.org:443/a/b"
    assert target_of("c", before) == Target("https", "example.org", 443, "/a/c")
    assert target_of("//other.example", before).host == "other.example"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", NO_ADDRESS),
        ("ftp://example.org/", NO_ADDRESS),
        ("javascript:alert(1)", NO_ADDRESS),
        ("https://example.org:22/", "It leads to the unusual port 22."),
        ("http://example.org:8080/", "It leads to the unusual port 8080."),
        ("https://exa%0d%0ample.org/", NO_ADDRESS),
        ("https://[/", NO_ADDRESS),
    ],
)
def test_what_is_never_asked(url, why):
    with pytest.raises(Refused) as refused:
        target_of(url, "https://example.org/")
    assert str(refused.value) == why


def test_no_line_end_gets_into_a_request():
    assert target_of("https://example.org/a\r\nHost: b").path == "/aHost:%20b"


@pytest.mark.parametrize("found", [["127.0.0.1"], ["10.0.0.1", "::1"], ["169.254.169.254"]])
def test_a_host_of_a_private_network(web, found):
    web.names["intranet.example"] = found
    with pytest.raises(Refused, match=PRIVATE):
        public_address("intranet.example", 80)


def test_a_public_machine_among_private_ones(web):
    web.names["both.example"] = ["10.0.0.1", "93.184.216.34"]
    assert public_address("both.example", 80) == "93.184.216.34"
