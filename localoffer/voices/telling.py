"""The e-mails about what somebody sent with a form: who gets which, and what all of them say.

None holds a word of it, and none to the council says who sent it. Each is written in the
transaction of what it tells, and however often it is told, once.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.urls import reverse

from localoffer.outbox.writing import write
from localoffer.site.context import settings_of
from localoffer.ui.site_url import absolute

from .models import Voice


def tell_council(voice: Voice, subject: str, happened: str, fact: str, leads_to: str) -> None:
    """`fact` is a line such as "What it is about: a page", or empty; `leads_to` says what stands
    at the address of its form in the admin."""
    site = settings_of(None)
    if not site.email:
        return  # staff see it on their first page
    form = f"admin:{voice._meta.app_label}_{voice._meta.model_name}_change"
    facts = "\n".join(filter(None, [fact, f"Reference: {voice.reference}"]))
    write(
        f"{voice.told_as} {voice.pk} council",
        site.email,
        subject,
        f"""Hello,

{happened}

{facts}

{leads_to}
{absolute(reverse(form, args=[voice.pk]))}
""",
    )


def tell_person(voice: Voice, what: str, subject: str, words: str) -> None:
    """Only who left an address; `what` tells the e-mails about one voice apart."""
    if not voice.email:
        return
    site = settings_of(None)
    contact = " or ".join(filter(None, [site.phone, site.email]))
    body = f"""\
Hello,

{words}

Your reference: {voice.reference}
{f"Do you need help with something else? Contact us: {contact}" if contact else ""}

Did you not send us this? Then somebody typed your address by mistake. You need do nothing: we
will delete it.

{site.council_name}
"""
    # The form has checked the address; a newer rule must not lose what they sent.
    with suppress(ValidationError):
        key = f"{voice.told_as} {voice.pk} {what}"
        write(key, voice.email, f"{subject} ({voice.reference})", body)
