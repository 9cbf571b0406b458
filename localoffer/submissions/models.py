"""What is kept of a form that anybody sent."""

import secrets
from collections.abc import Callable
from typing import Self

from django.db import IntegrityError, models, transaction

from localoffer.plain_text.fields import CharField

# Without letters and digits that look or sound alike: people read it out on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(8))


class Submission(models.Model):
    """Abstract. A subclass has the fields `status` and `email`; HELD is for what a program probably
    sent: staff look at it, and nobody gets an e-mail. The keys of e-mails begin with `told_as`."""

    HELD = "held"
    told_as: str

    key = models.UUIDField(unique=True, editable=False)
    reference = CharField(max_length=8, unique=True, default=new_reference, editable=False)

    class Meta:
        abstract = True

    def keep(self, tell: Callable[[Self], None]) -> Self:
        """Store it and `tell(submission)`, which writes the e-mails, in one transaction.

        What was sent twice, even at the same moment, is the record of the first time (`key`).
        """
        try:
            with transaction.atomic():
                self.save()
                if self.status != self.HELD:
                    tell(self)
        except IntegrityError:
            return type(self).objects.get(key=self.key)
        return self
