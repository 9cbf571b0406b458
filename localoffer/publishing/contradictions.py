"""What two fields of a piece of content say against each other, as each kind declares it."""

from typing import NamedTuple

from django.db.models import Model


class Contradiction(NamedTuple):
    """A sentence to the editor. `row` is the owned row it is about, `field` the box to mend.

    Where families would read an untruth it `stops` publishing; else it is only doubtful. What is
    `confirmable` a person may stand for. `about` quotes the words.
    """

    sentence: str
    field: str = ""
    row: Model | None = None
    stops: bool = True
    confirmable: bool = False
    about: str = ""
