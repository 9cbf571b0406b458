"""The e-mails about what somebody sent with a form: who gets which, and what all of them say.

None holds a word of it, and none to the council says who sent it. Each is written in the
transaction of what it tells, and however often it is told, once.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.urls import reverse

from localoffer.outbox.emails import write_email
from localoffer.site.context import settings_of
from localoffer.ui.site_url import absolute

from .models import Voice


def tell_council(voice: Voice, name: str) -> None:
    """The e-mail emails/<name>.txt, with the address of its form in the admin."""
    site = settings_of(None)
    if not site.email:
        return  # staff see it on their first page
    form = reverse(
        f"admin:{voice._meta.app_label}_{voice._meta.model_name}_change", args=[voice.pk]
    )
    key = f"{voice.told_as} {voice.pk} council"
    write_email(name, key, site.email, submission=voice, form=absolute(form))


def tell_person(voice: Voice, what: str, name: str) -> None:
    """The e-mail emails/<name>.txt, only to who left an address; `what` tells the e-mails about one
    voice apart."""
    if not voice.email:
        return
    site = settings_of(None)
    contact = " or ".join(filter(None, [site.phone, site.email]))
    key = f"{voice.told_as} {voice.pk} {what}"
    # The form has checked the address; a newer rule must not lose what they sent.
    with suppress(ValidationError):
        write_email(name, key, voice.email, submission=voice, site=site, contact=contact)
