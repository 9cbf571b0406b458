"""The one way in which a file is not taken."""

from localoffer.sandbox.outcomes import Refusal


class Refused(Refusal):
    """Its text is one or two sentences for the person who sent the file: why, and what to do."""


DAMAGED = "The file is damaged. Open it on your computer, save it again and send the new copy."
TOO_HARD = "The file takes too much work to open, so it was not taken. Save a smaller copy of it."
LOCKED = (
    "The file is locked with a password or against copying, so screen readers may not read it "
    "either. Save a copy without protection and send that."
)
HOLDS_PROGRAM = (
    "The file holds a program (a macro, a script or an attachment that can run). Save a copy "
    "without it and send that."
)
TWO_KINDS = "The file is two kinds of file at once, as harmful files are. Save a new copy of it."
