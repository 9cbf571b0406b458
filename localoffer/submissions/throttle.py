"""How often a form may be sent: from one network, and altogether.

The limits are wide: a school or a library sends from one address. They are counted in the database,
for all processes together, under keys that hold no address and tell nothing a day later.
"""

from datetime import timedelta

from django.http import HttpRequest

from localoffer.people.models import Tally
from localoffer.people.throttle import address_of, hidden_key

LASTS = timedelta(hours=1)
FROM_A_NETWORK = 30
ALTOGETHER = 600
TOO_MANY = (
    "We get too many of these at the moment, so this one was not sent. What you wrote is still "
    "here. Please try again in an hour, or call us."
)


def is_too_much(request: HttpRequest, form: str) -> bool:
    """Count one more for the form of this name."""
    network = hidden_key(f"voices-{form}", address_of(request))
    counts = [Tally.objects.add_one(key, LASTS) for key in (network, f"voices-{form}")]
    return counts[0] > FROM_A_NETWORK or counts[1] > ALTOGETHER
