"""Versions that go out in one act at a time to come: one leads, its companions go with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from localoffer.publishing.seen import too_late
from localoffer.publishing.writing import CannotApply

from .version_states import PUBLISHABLE, NotAllowed
from .version_states import VersionState as S

if TYPE_CHECKING:
    from .versions import Version

SOONER = "Choose a time to come, or publish it now."


class WithCompanions:
    """For `Version`. A companion names its leader in `goes_with`. While the leader is scheduled,
    nobody takes a companion's time back alone: what goes out would not be what was decided.
    """

    def schedule(self, at: datetime, by: Any, companions: Sequence["Version"] = ()) -> "Version":
        """Publish it at a time to come, and its companions with it, all of them or none.

        What is scheduled can be given another time; companions that it no longer has lose theirs.
        """
        if at <= timezone.now():
            raise NotAllowed(SOONER)
        with transaction.atomic():
            self._schedule(at, by, None)
            for each in companions:
                each._schedule(at, by, self)  # noqa: SLF001
            kept = [each.pk for each in companions]
            for each in self.companions.filter(state=S.SCHEDULED).exclude(pk__in=kept):
                each.take_time_back(by)
        return self

    def _schedule(self, at: datetime, by: Any, leader: "Version | None") -> None:
        if self.goes_with != leader:
            self.require_no_leader()
        if self.row and (why := too_late(self.row, at)):
            raise NotAllowed(f"{short(self)}: {why}" if leader else why)
        approval = {} if self.approved_at else {"approved_by": by, "approved_at": timezone.now()}
        change = {"publish_at": at, "goes_with": leader, "problem": "", **approval}
        self._move("scheduled", PUBLISHABLE, S.SCHEDULED, **change)

    def leader(self) -> "Version | None":
        """The scheduled version that this one goes out with."""
        waits = self.state == S.SCHEDULED and self.goes_with and self.goes_with.state == S.SCHEDULED
        return self.goes_with if waits else None

    def require_no_leader(self) -> None:
        if leader := self.leader():
            raise NotAllowed(
                f"{short(self)}: version {self.number} goes out with version {leader.number} of "
                f"“{leader.row}”. Take the time of that back first."
            )

    def publish_with_companions(self) -> "list[Version]":
        """What the clock does. Raises NotAllowed or CannotApply, and nothing went out.

        A companion that went out sooner, or that newer public words replaced, is not asked for.
        """
        with transaction.atomic():
            done = [self.publish(None)]
            for each in self.companions.filter(state=S.SCHEDULED).order_by("pk"):
                try:
                    done.append(each.publish(None))
                except (NotAllowed, CannotApply) as problem:
                    raise NotAllowed(f"{short(each)}: {problem}") from problem
        return done


def short(version: "Version") -> str:
    """The name of its row, so that the reason behind it is still seen in a list."""
    return Truncator(str(version.row or version)).chars(40)
