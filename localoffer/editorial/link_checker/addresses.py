"""Which machines the link checker may speak to: public ones, and those alone.

Staff write the links, and other sites answer with redirects: neither may lead into the network
that the server stands in (OWASP, server-side request forgery).
"""

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
# These carry an IPv4 address inside, which would have to be judged again: nobody's website needs
# them. NAT64, Teredo, 6to4.
TUNNELS = [
    ipaddress.ip_network(network)
    for network in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
]

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)
_IPV6 = re.compile(r"[0-9a-f.]*:[0-9a-f:.]*", re.IGNORECASE)


class Refused(Exception):
    """Why an address is not asked: a sentence for staff."""


class Target(NamedTuple):
    """An address of the web that may be asked, if its host is public."""

    scheme: str
    host: str
    port: int
    path: str  # with the query


def tidy(url: str) -> str | None:
    """The address as it is asked: in ASCII, without a fragment; None for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    host = _host_in_ascii(parts.hostname or "")
    if parts.scheme not in PORTS or host is None:
        return None
    netloc = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    path, query = iri_to_uri(parts.path or "/"), iri_to_uri(parts.query)
    tidied = urlunsplit(SplitResult(parts.scheme, netloc, path, query, ""))
    return tidied if len(tidied) <= LONGEST else None


def _host_in_ascii(host: str) -> str | None:
    """As it stands in an address; None for what is no name of a machine."""
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return None
    if _NAME.fullmatch(host):
        return host
    return f"[{host}]" if _IPV6.fullmatch(host) else None


def target_of(url: str, before: str = "") -> Target:
    """What to ask for an address, or for a redirect from the one before. Raises Refused."""
    try:
        tidied = tidy(urljoin(before, url))
    except ValueError:
        tidied = None
    if tidied is None:
        raise Refused("It does not lead to a web address.")
    parts = urlsplit(tidied)
    if (parts.port or PORTS[parts.scheme]) not in PORTS.values():
        raise Refused(f"It leads to the unusual port {parts.port}.")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if not all("!" <= letter <= "~" for letter in path):
        raise Refused("It does not lead to a web address.")
    return Target(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], path)


def public_address(host: str, port: int) -> str:
    """One public IP address of a host, to connect to without asking for its name again.

    Raises Refused where it has none, and OSError where it has no address at all.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if is_public(address[0]):
            return address[0]
    raise Refused("It leads into a private network, where families cannot go.")


def is_public(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # with a scope, as fe80::1%eth0
        return False
    if any(ip in network for network in TUNNELS if network.version == ip.version):
        return False
    return ip.is_global and not (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )
