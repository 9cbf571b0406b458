"""Graduated Response: pages and worries, provision, questions and answers."""

from .asked_questions import AskedQuestion
from .booklet import Booklet, Chapter
from .booklet_files import BookletBuild, BookletEdition, BookletFile, Outcome
from .copy_requests import CopyRequest
from .editions import Edition
from .journeys import Journey, Step
from .pages import AgeBand, Contact, Guide, Page, Part
from .provision import Area, Level, Phase, SubArea
from .questions import Question, QuestionSet, Topic
from .resources import EasyReadPicture, Resource
from .statements import Statement
from .wordings import Wording

__all__ = [
    "AgeBand",
    "Area",
    "AskedQuestion",
    "Booklet",
    "BookletBuild",
    "BookletEdition",
    "BookletFile",
    "Chapter",
    "Contact",
    "CopyRequest",
    "EasyReadPicture",
    "Edition",
    "Guide",
    "Journey",
    "Level",
    "Outcome",
    "Page",
    "Part",
    "Phase",
    "Question",
    "QuestionSet",
    "Resource",
    "Statement",
    "Step",
    "SubArea",
    "Topic",
    "Wording",
]
