"""The e-mails about a comment: which of them, and when."""

from localoffer.submissions.emails import tell_council, tell_person

from .models import Comment


def tell(comment: Comment) -> None:
    tell_council(comment, "comment_council")
    tell_person(comment, "receipt", "comment_receipt")


def tell_decision(comment: Comment) -> None:
    """Once of each kind: not again when the answer is corrected later. Who wrote something
    vexatious is not written to."""
    if comment.status == Comment.Status.PUBLISHED:
        tell_person(comment, "answered", "comment_answered")
    elif comment.reason == Comment.Reason.PERSONAL:
        tell_person(comment, "personal", "comment_personal")
