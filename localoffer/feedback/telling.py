"""The e-mails about a comment. None holds a word of it, and none to the council says who sent it.

Each is written in the transaction of what it tells, once.
"""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from localoffer.outbox.writing import write
from localoffer.site.context import settings_of

from .models import Comment


def tell(comment: Comment) -> None:
    tell_council(comment)
    tell_person(comment)


def tell_council(comment: Comment) -> None:
    site = settings_of(None)
    if not site.email:
        return  # staff see it on their first page
    page = reverse("admin:feedback_comment_change", args=[comment.pk])
    write(
        f"comment {comment.pk} council",
        site.email,
        f"A comment on the local offer: {comment.get_category_display()}",
        f"""Hello,

Somebody sent a comment on the local offer.

What it is about: {comment.get_category_display()}
Reference: {comment.reference}

Those who may see it can read and answer it here:
{settings.SITE_URL}{page}
""",
    )


def tell_person(comment: Comment) -> None:
    site = settings_of(None)
    contact = " or ".join(filter(None, [site.phone, site.email]))
    to_person(
        comment,
        "receipt",
        f"We got your comment ({comment.reference})",
        f"""Hello,

Thank you for your comment on the local offer. We read every one.

We will publish what you told us, without anything that shows who you are, with our answer. We
will write to you when we do.

Is it about the help for one child or young person? Then please talk to us:
{settings.SITE_URL}/contact/

Your reference: {comment.reference}
{f"Questions? Contact us: {contact}" if contact else ""}

Did you not send this? Then somebody typed your address by mistake. You need do nothing: we
delete it in time.

{site.council_name}
""",
    )


def tell_answered(comment: Comment) -> None:
    """Once: not again when the answer is corrected later."""
    to_person(
        comment,
        "answered",
        f"We answered your comment ({comment.reference})",
        f"""Hello,

You sent us a comment on the local offer. Our answer is on this page:
{settings.SITE_URL}{comment.get_absolute_url()}

We delete your e-mail address within 30 days.

{settings_of(None).council_name}
""",
    )


def to_person(comment: Comment, what: str, subject: str, body: str) -> None:
    """The form has checked the address; a newer rule must not lose the comment."""
    if comment.email:
        with suppress(ValidationError):
            write(f"comment {comment.pk} {what}", comment.email, subject, body)
