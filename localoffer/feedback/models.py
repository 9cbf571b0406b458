"""A comment on the local offer and its life.

Children and Families Act 2014, s.30(6), and SEND Regulations 2014, reg 56: comments are published
with the answer and the action intended, at least once a year, in a form that identifies nobody.
Only those that are vexatious, or about the provision for one person, may be withheld.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import AddressField, CharField, EmailField, TextField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.richtext.fields import RichTextField
from localoffer.submissions.models import Submission

YEAR = timedelta(days=365)
# What people tell us is kept no longer than it is of use.
EMAIL_AFTER_DECISION = timedelta(days=30)
WORDS_AFTER_DECISION = YEAR
EMAIL_AT_MOST = YEAR
HELD_AT_MOST = timedelta(days=180)


class CommentQuerySet(models.QuerySet):
    def live(self) -> "CommentQuerySet":
        """What families may see: of these, only `public_words`, `answer` and `action`."""
        return self.filter(status=Comment.Status.PUBLISHED)

    def waiting(self) -> "CommentQuerySet":
        return self.filter(status=Comment.Status.RECEIVED).order_by("created", "pk")

    def held(self) -> "CommentQuerySet":
        return self.filter(status=Comment.Status.HELD).order_by("created", "pk")

    def of_year(self, year: int) -> "CommentQuerySet":
        """Those sent in a year. It never changes, so addresses with it stay."""
        return self.filter(created__year=year)

    def numbers_by_year(self) -> "CommentQuerySet":
        """{"year", "received", "published", "withheld", "waiting", "first", "last_decided"} of each
        year, the newest first. What a program probably sent is in none of them."""
        real = self.exclude(status=Comment.Status.HELD).order_by()
        status = Comment.Status
        return (
            real.annotate(year=ExtractYear("created"))
            .values("year")
            .annotate(
                received=Count("pk"),
                published=Count("pk", filter=Q(status=status.PUBLISHED)),
                withheld=Count("pk", filter=Q(status=status.WITHHELD)),
                waiting=Count("pk", filter=Q(status=status.RECEIVED)),
                first=Min("created"),
                last_decided=Max("decided", filter=Q(status=status.PUBLISHED)),
            )
            .order_by("-year")
        )

    def forget(self, now: datetime) -> int:
        """Delete what was kept long enough; how many comments that were."""
        gone, _ = self.held().filter(created__lt=now - HELD_AT_MOST).delete()
        unreachable = Q(decided__lt=now - EMAIL_AFTER_DECISION) | Q(created__lt=now - EMAIL_AT_MOST)
        gone += self.exclude(email="").filter(unreachable).update(email="")
        kept = self.exclude(words="", page="")
        return gone + kept.filter(decided__lt=now - WORDS_AFTER_DECISION).update(words="", page="")


class Comment(Submission, ChangesContent):
    """`words`, `page` and `email` are what one person sent: nobody but staff with the right sees
    them, and they are deleted in time. The rest is the council's."""

    class Category(models.TextChoices):
        """Reg 56(1)."""

        CONTENT = "content", "What a page says"
        MISSING = "missing", "Something that is missing"
        QUALITY = "quality", "How good the help is"
        ACCESSIBILITY = "accessibility", "How easy it is to find, read or use"
        DEVELOPMENT = "development", "How it was made and is kept up to date"

    class Status(models.TextChoices):
        RECEIVED = "received", "Waits for an answer"
        PUBLISHED = "published", "Published"
        WITHHELD = "withheld", "Withheld"
        HELD = Submission.HELD, "Held back: perhaps spam"

    class Reason(models.TextChoices):
        """Reg 56 knows no other."""

        VEXATIOUS = "vexatious", "It is vexatious: it is only meant to annoy or to hurt"
        PERSONAL = "personal", "It is about the help for one person"

    told_as = "comment"
    DECIDED = (Status.PUBLISHED, Status.WITHHELD)

    category = CharField("what it is about", max_length=15, choices=Category)
    words = TextField("what they wrote", max_length=3000, blank=True)
    page = AddressField("which page it is about", max_length=300, blank=True)
    email = EmailField("their e-mail", blank=True)
    status = CharField("decision", max_length=10, choices=Status, default=Status.RECEIVED)
    reason = CharField("why it is withheld", max_length=10, choices=Reason, blank=True)
    public_words = TextField("what families will see of it", max_length=3000, blank=True)
    answer = RichTextField("our answer", blank=True)
    action = RichTextField("what we will do", blank=True)
    created = models.DateTimeField("sent", default=timezone.now, editable=False, db_index=True)
    decided = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "comment"
        ordering = ["-decided", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["received", "published", "withheld", "held"]),
                name="feedback_comment_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | ~(Q(public_words="") | Q(answer="")),
                name="feedback_comment_published_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(status="withheld", reason__in=["vexatious", "personal"])
                | (~Q(status="withheld") & Q(reason="")),
                name="feedback_comment_withheld_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["published", "withheld"], decided__isnull=False)
                | Q(status__in=["received", "held"], decided=None),
                name="feedback_comment_decided_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.reference}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The day from which deletions are counted follows the decision."""
        if self.status in self.DECIDED:
            self.decided = self.decided or timezone.now()
        else:
            self.decided = None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its place on the page of its year, for "You said, we did" to point at."""
        return f"{reverse('feedback:of_year', args=[self.year])}#{self.reference}"

    @property
    def year(self) -> int:
        return timezone.localtime(self.created).year
