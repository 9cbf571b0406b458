"""Graduated Response: pages and worries, provision, questions and answers."""

from .pages import AgeBand, Contact, Guide, Page, Part
from .provision import Area, Level, Phase, Statement, SubArea
from .questions import Question, QuestionSet, Topic

__all__ = [
    "AgeBand",
    "Area",
    "Contact",
    "Guide",
    "Level",
    "Page",
    "Part",
    "Phase",
    "Question",
    "QuestionSet",
    "Statement",
    "SubArea",
    "Topic",
]
