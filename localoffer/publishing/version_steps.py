"""The steps of a version on its way to the public, as staff take them in the admin."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localtime

from .applying import CannotApply, apply
from .models import NotAllowed, Published, State, Version, VersionState
from .outgoing import reasons_against
from .permissions import OUTSIDE, covers_snapshot
from .previewing import with_members
from .seen import kept_back
from .setbacks import setbacks
from .times import LocalTimeField

# Steps that change what the public sees, or decide that it may.
FOR_PUBLISHERS = {"publish", "publish-all", "approve", "schedule", "unschedule", "request-changes"}
# A publisher has decided about these: only a publisher puts them aside.
DECIDED = {VersionState.APPROVED, VersionState.SCHEDULED}
NOT_YOURS = "You may not publish this page."
# After these families read it, now or later.
GOES_OUT = {"publish", "publish-all", "approve", "schedule"}
NOT_YET = "Your draft is saved, but it cannot be published yet."
TAKE_BACK = "If you do not want that, take its time back."
DONE = {
    "publish": "It is published.",
    "publish-all": "All of it is published.",
    "approve": "It is approved.",
    "schedule": "It will be published on {at:%d %B %Y at %H:%M}.",
    "unschedule": "It will not be published by itself.",
    "submit": "It waits for approval.",
    "request-changes": "It is sent back for changes.",
    "restore": "There is a new draft that says the same.",
    "discard": "The draft is put aside. It stays in the history.",
}


class When(forms.Form):
    """When to publish, by the clock in England."""

    publish_at = LocalTimeField(
        error_messages={
            "required": "Enter the date and time to publish at.",
            "invalid": "Enter a date and time such as 2027-01-31 09:00.",
        },
    )


class VersionStepsMixin:
    """For ModelAdmins of `Published`."""

    def may_take_step(self, request, row: Published, version: Version, step: str) -> bool:
        decides = step in FOR_PUBLISHERS or (step == "discard" and version.state in DECIDED)
        may_decide = not decides or self.has_publish_permission(request, row)
        return may_decide and covers_snapshot(request.user, version.snapshot)

    def take_step(self, request, row: Published, version: Version, step: str) -> None:
        """Do one step and say how it went; refuses those who may not publish, and versions that
        take the row to where this person may not edit it."""
        if not self.may_take_step(request, row, version, step):
            raise PermissionDenied
        try:
            if step in GOES_OUT and (sentences := self.obstacles(request, row, version, step)):
                messages.error(request, " ".join([NOT_YET, *sentences]))
                return
            with transaction.atomic():
                self._do(request, row, version, step)
                done = DONE[step].format(at=localtime(version.publish_at))
                self.log_change(request, row, f"Version {version.number}: {done}")
        except (NotAllowed, CannotApply) as problem:
            messages.error(request, str(problem))
        else:
            self._say_done(request, row, version, step, done)

    def _say_done(self, request, row: Published, version: Version, step: str, done: str) -> None:
        """How it went, and what the row's own times do to what families see."""
        at = version.publish_at if step == "schedule" else None
        why = kept_back(row, at) if step in {"publish", "schedule"} else ""
        level = messages.WARNING if why else messages.SUCCESS
        messages.add_message(request, level, f"{done} {why}".strip())
        rows = with_members(row) if step == "publish-all" else [row]
        if step == "publish-all":
            self.warn_of_times(request, rows)
        self._warn_of_setbacks(request, rows)

    def warn_of_times(self, request: HttpRequest, rows: Iterable[Published]) -> None:
        for row in rows:
            if why := kept_back(row):
                messages.warning(request, f"{row}: {why}")

    def _warn_of_setbacks(self, request: HttpRequest, rows: list[Published]) -> None:
        for row in rows:
            for setback in setbacks(Version.objects.standing_of(row)):
                messages.warning(request, f"{row}: {setback} {TAKE_BACK}")

    def obstacles(self, request, row: Published, version: Version, step: str) -> list[str]:
        """Why this version may not go out yet, asked of settings.BEFORE_PUBLISHING."""
        rows = self._publishable_members(request, row) if step == "publish-all" else [row]
        drafts = {each: Version.objects.latest_draft_of(each) for each in rows[1:]}
        tried = [(row, version.snapshot)]
        tried += [(each, draft.snapshot) for each, draft in drafts.items() if draft]
        if not all(covers_snapshot(request.user, snapshot) for _, snapshot in tried):
            return [OUTSIDE]
        return reasons_against(request, rows, tried)

    def _do(self, request, row: Published, version: Version, step: str) -> None:
        if step == "schedule":
            version.schedule(self._time(request), request.user)
        elif step == "request-changes":
            version.request_changes(request.user, request.POST.get("wanted", ""))
        elif step == "publish-all":
            Version.objects.published_set(self._publishable_members(request, row), request.user)
        elif step == "restore":
            version.restore(request.user)
            if row.state == State.DRAFT:  # edited directly: see DraftingMixin
                apply(row, version.snapshot, for_good=True)
        else:
            getattr(version, step)(request.user)

    def _publishable_members(self, request, row: Published) -> list[Published]:
        rows = with_members(row)
        for each in rows:
            model_admin = self.admin_site.get_model_admin(type(each))
            if not model_admin.has_publish_permission(request, each):
                raise NotAllowed("You may not publish all of it.")
        return rows

    def _time(self, request: HttpRequest) -> datetime:
        form = When(request.POST)
        if not form.is_valid():
            raise NotAllowed(form.errors["publish_at"][0])
        return form.cleaned_data["publish_at"]

    def after_save(self, request: HttpRequest, row: Published, version: Version) -> None:
        """What the pressed button asks for beyond keeping the draft."""
        wanted = [step for step in ("publish", "publish-all", "submit", "schedule")
                  if f"_{step}" in request.POST]  # fmt: skip
        if wanted and not self.may_take_step(request, row, version, wanted[0]):
            messages.error(request, f"{NOT_YOURS} Your draft is kept as version {version.number}.")
        elif wanted:
            self.take_step(request, row, version, wanted[0])
        else:
            messages.success(request, f"Your draft is saved as version {version.number}.")
