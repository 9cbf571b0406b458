"""Comments for tests, in each part of their life. What must not leak says "private"."""

from uuid import uuid4

from localoffer.feedback.models import Comment


def make(**changes):
    """One that waits for an answer."""
    return Comment.objects.create(
        **{
            "key": uuid4(),
            "category": "missing",
            "words": "private words",
            "email": "private@example.org",
            "page": "/private-page/",
            **changes,
        }
    )


def publish(number=1, **changes):
    return make(
        **{
            "status": "published",
            "public_words": f"Words {number}",
            "answer": f"<p>Answer {number}</p>",
            "action": f"<p>Action {number}</p>",
            **changes,
        }
    )


def withhold(**changes):
    return make(status="withheld", reason="personal", **changes)
