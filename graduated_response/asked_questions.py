"""What happens with a question from the public: it is kept once, the council and the person are
told, an editor writes the answer for all, and what it says about the person is deleted in time. No
log, no e-mail and no page for the public holds its words.
"""

from collections.abc import Collection
from datetime import datetime

from django.core.validators import slug_re
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from events.models import Event
from graduated_response.imports.wording import short_title
from graduated_response.models import AskedQuestion, Question, QuestionSet
from localoffer.publishing.slugs import unique_slug
from localoffer.submissions.emails import tell_council, tell_person


def event_named(slug: str) -> Event | None:
    """The event that families can see at this address; None for anything else."""
    return Event.objects.live().filter(slug=slug).first() if slug_re.match(slug) else None


def tell(asked: AskedQuestion) -> None:
    tell_council(asked, "question_council")
    tell_person(asked, "receipt", "question_receipt")


def tell_answer(asked: AskedQuestion) -> None:
    """That families can read the answer, and where."""
    tell_person(asked, "answer", "question_answer")


def tell_personal(asked: AskedQuestion) -> None:
    """That a page for all cannot answer it, and who can help."""
    tell_person(asked, "personal", "question_personal")


@transaction.atomic
def begin_answer(asked: AskedQuestion, places: Collection[int]) -> Question | None:
    """The draft that will answer it; a new one unless there is one, however many editors begin.

    It goes into the event's set of questions, where there is just one; `places` are the sets in
    which the editor may write, if they are narrowed to some. None: it is closed.
    """
    now = AskedQuestion.objects.select_for_update().get(pk=asked.pk)
    if not now.is_open():
        return None
    if now.question is None or now.question.binned:
        now.question = _new_question(now, _set_for(now, places))
    now.status = AskedQuestion.Status.NEW
    now.save()
    return now.question


def _set_for(asked: AskedQuestion, places: Collection[int]) -> QuestionSet | None:
    if asked.event is None:
        return None
    sets = asked.event.question_sets.out_of_bin().select_for_update()
    found = list(sets.filter(pk__in=places) if places else sets)
    return found[0] if len(found) == 1 or places else None


def _new_question(asked: AskedQuestion, in_set: QuestionSet | None) -> Question:
    """With the words as they came, for the editor to change. They are in no address, which would
    outlast the change, and no version keeps them before somebody saves."""
    title = short_title(asked.words)
    last = in_set.questions.aggregate(last=Max("number"))["last"] if in_set else None
    return Question.objects.create(
        title=title,
        asked="" if title == asked.words else asked.words,
        slug=unique_slug(Question, ""),
        topic=asked.topic,
        question_set=in_set,
        number=(last or 0) + 1 if in_set else None,
        as_at=localdate(),
    )


def note_answers(now: datetime) -> int:
    """What families can read the answer to is answered, and who asked is told; how many."""
    waiting = AskedQuestion.objects.answered_by_now().select_related("question")
    return sum(_note_answer(asked, now) for asked in waiting)


@transaction.atomic
def _note_answer(asked: AskedQuestion, now: datetime) -> bool:
    """Unless another process was faster."""
    as_known = AskedQuestion.objects.filter(pk=asked.pk, status="new", question=asked.question)
    mine = as_known.update(status=AskedQuestion.Status.ANSWERED, closed=now)
    if mine:
        tell_answer(asked)
    return bool(mine)


def forget(now: datetime) -> int:
    """Delete what is kept long enough; how many."""
    gone = AskedQuestion.objects.to_forget(now).delete()[0]
    return gone + AskedQuestion.objects.with_old_email(now).update(email="")
