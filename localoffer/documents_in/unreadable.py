"""The one way in which reading a document fails."""


class Unreadable(Exception):
    """A document that can't be read. Its text is one sentence in plain words, fit for the
    person who sent the file.
    """
