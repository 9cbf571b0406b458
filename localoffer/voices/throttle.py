"""How often a form may be sent: from one network, and altogether.

The limits are wide: a school or a library sends from one address. Keys hold no address, and tell
nothing a day later.
"""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from localoffer.people.tries import address_of

SECONDS = 60 * 60
FROM_A_NETWORK = 30
ALTOGETHER = 600
TOO_MANY = (
    "We get too many of these at the moment, so this one was not sent. What you wrote is still "
    "here. Please try again in an hour, or call us."
)


def is_too_much(request: HttpRequest, form: str) -> bool:
    """Count one more for the form of this name."""
    today = localdate().isoformat()
    network = salted_hmac(f"localoffer.voices {today}", address_of(request)).hexdigest()
    counts = [_count(f"voices-{form}-{network}"), _count(f"voices-{form}")]
    return counts[0] > FROM_A_NETWORK or counts[1] > ALTOGETHER


def _count(key: str) -> int:
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # its time ended just now
        return 1
