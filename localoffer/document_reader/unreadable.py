"""The one way in which reading a document fails."""

from localoffer.sandbox.outcomes import Refusal


class Unreadable(Refusal):
    """A document that can't be read. Its text is one sentence in plain words, fit for the
    person who sent the file.
    """
