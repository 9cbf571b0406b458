"""How often somebody may try to sign in, or ask for a new password. It is asked before a password
is hashed: that is dear.

Counts stand in the database, for all processes together. They begin anew after some minutes,
whatever happens in them, so nobody is shut out for good. They hold neither a name nor an address,
and tell nothing a day later.

An account under attack from everywhere stays open to the browsers in which its owner signed in
before. Each has a cookie for that (OWASP calls it a device cookie), so nothing is kept of where
somebody was.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Tally

MINUTES = 15
FROM_AN_ADDRESS = 30
AT_AN_ACCOUNT = 10  # from one address
AT_AN_ACCOUNT_FROM_ANYWHERE = 100
KNOWN_FOR = timedelta(days=30)
SIGNING_IN, NEW_PASSWORD = "sign-in", "new-password"
SALT = "localoffer.people.throttle"


def address_of(request: HttpRequest) -> str:
    """The network that a request comes from. What a visitor claims in a header is not believed:
    behind a proxy only the last entry counts, which the proxy wrote.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    try:
        found = ip_address(_without_port(address))
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped:  # as a socket for both versions tells it
        return str(found.ipv4_mapped)
    # Whoever has one address of version 6 has 2^64 of them.
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def _without_port(address: str) -> str:
    """Some proxies write '1.2.3.4:5678' or '[2001:db8::1]:5678'."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


class Tries:
    """The tries of one person (by the name typed) from one place, at one thing: whoever asks for a
    new password too often still signs in, and the other way round."""

    def __init__(self, request: HttpRequest, name: str, doing: str = SIGNING_IN) -> None:
        place, account = address_of(request), _folded(name)
        self.pair = hidden_key(f"{doing}-pair", f"{account} {place}")
        self.address = hidden_key(f"{doing}-address", place)
        self.limits = {self.address: FROM_AN_ADDRESS, self.pair: AT_AN_ACCOUNT}
        if not knows_browser(request, name):
            anywhere = hidden_key(f"{doing}-account", account)
            self.limits[anywhere] = AT_AN_ACCOUNT_FROM_ANYWHERE

    def are_too_many(self) -> bool:
        """Count one more. All counts rise at once, also for tries that come at the same moment."""
        lasts = timedelta(minutes=MINUTES)
        counts = [(Tally.objects.add_one(key, lasts), most) for key, most in self.limits.items()]
        return any(count > most for count, most in counts)

    def succeeded(self) -> None:
        """It was the owner and no guess. Other guesses from the place still count."""
        Tally.objects.filter(key=self.pair).delete()
        Tally.objects.take_one_back(self.address)


def hidden_key(kind: str, value: str) -> str:
    """Of a count: tells nothing of the value, and is another one tomorrow."""
    day = timezone.now().date().isoformat()
    return f"{kind}-{salted_hmac(f'{SALT} {day}', value).hexdigest()}"


def remember_browser(response: HttpResponse, name: str) -> None:
    """Somebody just signed in with it."""
    response.set_signed_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        _mark_of(name),
        salt=SALT,
        max_age=KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def knows_browser(request: HttpRequest, name: str) -> bool:
    mark = request.get_signed_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME, default="", salt=SALT, max_age=KNOWN_FOR
    )
    return constant_time_compare(mark, _mark_of(name))


def _mark_of(name: str) -> str:
    return salted_hmac(f"{SALT} browser", _folded(name)).hexdigest()


def _folded(name: str) -> str:
    return name.strip().casefold()
