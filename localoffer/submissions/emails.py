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

from .models import Submission


def tell_council(submission: Submission, name: str) -> None:
    """The e-mail emails/<name>.txt, with the address of its form in the admin."""
    site = settings_of(None)
    if not site.email:
        return  # staff see it on their first page
    form = reverse(
        f"admin:{submission._meta.app_label}_{submission._meta.model_name}_change",
        args=[submission.pk],
    )
    key = f"{submission.told_as} {submission.pk} council"
    write_email(name, key, site.email, submission=submission, form=absolute(form))


def tell_person(submission: Submission, what: str, name: str) -> None:
    """The e-mail emails/<name>.txt, only to who left an address; `what` tells the e-mails about one
    submission apart."""
    if not submission.email:
        return
    site = settings_of(None)
    contact = " or ".join(filter(None, [site.phone, site.email]))
    key = f"{submission.told_as} {submission.pk} {what}"
    # The form has checked the address; a newer rule must not lose what they sent.
    with suppress(ValidationError):
        write_email(name, key, submission.email, submission=submission, site=site, contact=contact)
