"""Graduated Response: pages and worries, provision, questions and answers."""

from .journeys import Journey, Step
from .pages import AgeBand, Contact, Guide, Page, Part
from .provision import Area, Level, Phase, Statement, SubArea
from .questions import Question, QuestionSet, Topic

__all__ = [
    "AgeBand",
    "Area",
    "Contact",
    "Guide",
    "Journey",
    "Level",
    "Page",
    "Part",
    "Phase",
    "Question",
    "QuestionSet",
    "Statement",
    "Step",
    "SubArea",
    "Topic",
]
