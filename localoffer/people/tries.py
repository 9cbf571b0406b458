"""How often somebody may try to sign in. It is asked before a password is hashed: that is dear.

Counts begin anew after some minutes, whatever happens in them, so nobody is shut out for good. An
account under attack stays open to the addresses from which its owner signed in before (that is kept
in the cache, so with several processes only a shared one, CACHE_URL, knows it everywhere).
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Tally

MINUTES = 15
FROM_AN_ADDRESS = 30
AT_AN_ACCOUNT = 10  # from one address
AT_AN_ACCOUNT_FROM_ANYWHERE = 100
KNOWN_FOR = 30 * 24 * 60 * 60


def address_of(request: HttpRequest) -> str:
    """The network that a request comes from. What a visitor claims in a header is not believed:
    behind a proxy only the last entry counts, which the proxy wrote.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    # Whoever has one address of version 6 has 2^64 of them.
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


class Tries:
    """The tries of one person (by the name typed) from one place. Keys hold no name or address."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        place, account = address_of(request), name.strip().casefold()
        pair = f"{account} {place}"
        self.known, self.pair = _key("known", pair), _key("pair", pair)
        self.address = _key("address", place)
        self.limits = {self.address: FROM_AN_ADDRESS, self.pair: AT_AN_ACCOUNT}
        if not cache.get(self.known):
            self.limits[_key("account", account)] = AT_AN_ACCOUNT_FROM_ANYWHERE

    def are_too_many(self) -> bool:
        """Count one more. All counts rise at once, also for tries that come at the same moment."""
        counts = [(_count(key), limit) for key, limit in self.limits.items()]
        return any(count > limit for count, limit in counts)

    def succeeded(self) -> None:
        """It was the owner and no guess. Other guesses from the place still count."""
        Tally.objects.filter(key=self.pair).delete()
        Tally.objects.filter(key=self.address, count__gt=0).update(count=F("count") - 1)
        cache.set(self.known, 1, KNOWN_FOR)


def _count(key: str) -> int:
    """One more. A row that runs is changed in one statement, so that none of many tries at the
    same moment is lost; what its time is over begins anew."""
    now = timezone.now()
    running = Tally.objects.filter(key=key, until__gt=now)
    if not running.update(count=F("count") + 1):
        fresh = Tally(key=key, count=1, until=now + timedelta(minutes=MINUTES))
        Tally.objects.bulk_create(
            [fresh], update_conflicts=True, unique_fields=["key"], update_fields=["count", "until"]
        )
    return running.values_list("count", flat=True).first() or 1


def _key(kind: str, value: str) -> str:
    return f"tries-{kind}-{salted_hmac('localoffer.people.tries', value).hexdigest()}"


def forget(now: datetime) -> None:
    """Delete the counts whose time is over."""
    Tally.objects.filter(until__lt=now).delete()
