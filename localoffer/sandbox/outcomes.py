"""The three ways in which work in the sandbox ends without an answer."""


class Refusal(Exception):
    """The work itself says no. Its text is the sentence for the person who sent the file.

    What a slice raises in the child is a subclass of its own; what `run_limited` raises is this.
    """


class TooHard(Exception):
    """The work took more time or memory than it may."""


class Broken(Exception):
    """The work failed: the file is damaged, or is something that no parser expects."""
