"""The e-mails about a comment."""

from localoffer.ui.site_url import absolute
from localoffer.voices.telling import tell_council, tell_person

from .models import Comment


def tell(comment: Comment) -> None:
    category = comment.get_category_display()
    tell_council(
        comment,
        f"A comment on the local offer: {category}",
        "Somebody sent a comment on the local offer.",
        f"What it is about: {category}",
        "Those who may see it can read and answer it here:",
    )
    tell_person(
        comment,
        "receipt",
        "We got your comment",
        f"""Thank you for your comment on the local offer. We read every one.

We will publish what you told us, without anything that shows who you are, with our answer. We
will write to you when we do.

Is it about the help for one child or young person? Then please talk to us:
{absolute("/contact/")}""",
    )


def tell_decision(comment: Comment) -> None:
    """Once of each kind: not again when the answer is corrected later. Who wrote something
    vexatious is not written to."""
    if comment.status == Comment.Status.PUBLISHED:
        tell_person(
            comment,
            "answered",
            "We answered your comment",
            f"""You sent us a comment on the local offer. Our answer is on this page:
{absolute(comment.get_absolute_url())}

We delete your e-mail address within 30 days.""",
        )
    elif comment.reason == Comment.Reason.PERSONAL:
        tell_person(
            comment,
            "personal",
            "About your comment",
            f"""You sent us a comment on the local offer. It is about the help for one person, so
we do not publish it. Please talk to us about it:
{absolute("/contact/")}

We delete your e-mail address within 30 days.""",
        )
