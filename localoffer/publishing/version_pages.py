"""Beside the change form: history, comparing, previews, and the steps of a version."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .applying import CannotApply, apply, trying
from .differences import difference
from .models import NotAllowed, PreviewLink, Published, State, Version, VersionState
from .previewing import preview, with_members
from .snapshots import take

# Steps that change what the public sees, or decide that it may.
FOR_PUBLISHERS = {"publish", "publish-all", "approve", "schedule", "unschedule", "request-changes"}
# A publisher has decided about these: only a publisher puts them aside.
DECIDED = {VersionState.APPROVED, VersionState.SCHEDULED}
NOT_YOURS = "You may not publish this page."
# After these families read it, now or later.
GOES_OUT = {"publish", "publish-all", "approve", "schedule"}
NOT_YET = "Your draft is saved, but it cannot be published yet."
DONE = {
    "publish": "It is published.",
    "publish-all": "All of it is published.",
    "approve": "It is approved.",
    "schedule": "It will be published at that time.",
    "unschedule": "It will not be published by itself.",
    "submit": "It waits for approval.",
    "request-changes": "It is sent back for changes.",
    "restore": "There is a new draft that says the same.",
    "discard": "The draft is put aside. It stays in the history.",
}


class When(forms.Form):
    """When to publish, by the clock in England."""

    publish_at = forms.DateTimeField(
        error_messages={
            "required": "Enter the date and time to publish at.",
            "invalid": "Enter a date and time such as 2027-01-31 09:00.",
        },
    )


class VersionPagesMixin:
    """For ModelAdmins of `Published`. Every page asks for the permission on the row itself."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:pk>/compare/", view(require_safe(self.compare)), name=f"{name}_compare"),
            path("<path:pk>/preview/", view(require_safe(self.preview)), name=f"{name}_preview"),
            path(
                "<path:pk>/reviewed/", view(require_POST(self.reviewed)), name=f"{name}_reviewed"
            ),
            path("<path:pk>/links/", view(require_POST(self.links)), name=f"{name}_links"),
            path(
                "<path:pk>/version/<int:number>/<slug:step>/",
                view(require_POST(self.step)),
                name=f"{name}_step",
            ),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        code = f"{self.opts.app_label}.publish_{self.opts.model_name}"
        return request.user.has_perm(code) and self.has_change_permission(request, obj)

    def row_or_refuse(self, request: HttpRequest, pk: str, to_change: bool = True) -> Published:
        row = self.get_object(request, unquote(pk))
        if row is None:
            raise Http404("There is no such page.")
        may = self.has_change_permission if to_change else self.has_view_or_change_permission
        if not may(request, row):
            raise PermissionDenied
        return row

    def address_of(self, name: str, row: Published, *args: Any) -> str:
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[row.pk, *args])

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context=None
    ) -> HttpResponse:
        """All versions of a row, newest first, in place of Django's list of log entries."""
        row = self.row_or_refuse(request, object_id, to_change=False)
        versions = list(Version.objects.history_of(row))
        for newer, older in pairwise(versions):
            newer.before = older.number
        return self._page(
            request,
            row,
            "history",
            title=f"History of {row}",
            versions=versions,
            may_change=self.has_change_permission(request, row),
            may_publish=self.has_publish_permission(request, row),
            **(extra_context or {}),
        )

    def compare(self, request: HttpRequest, pk: str) -> HttpResponse:
        """?one=3&other=5: what changed between two versions; without `other`, up to now."""
        row = self.row_or_refuse(request, pk, to_change=False)
        one = self._version(row, request.GET.get("one", ""))
        other = self._version(row, request.GET["other"]) if request.GET.get("other") else None
        now = other.snapshot if other else take(row)
        return self._page(
            request,
            row,
            "compare",
            title=f"What changed in {row}",
            one=one,
            other=other,
            changes=difference(one.snapshot, now),
        )

    def preview(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The page as the public will see it; ?path= shows another page of its family."""
        row = self.row_or_refuse(request, pk, to_change=False)
        base = self.address_of("preview", row)
        try:
            return preview(
                request,
                row,
                request.GET.get("path", ""),
                lambda other: f"{base}?path={other}",
                request.user,
            )
        except CannotApply as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(self.address_of("change", row))

    def links(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make a link for a colleague, or stop those that work."""
        row = self.row_or_refuse(request, pk)
        if "revoke" in request.POST:
            PreviewLink.objects.of(row).working().update(revoked=True)
            messages.success(request, "The links for a preview no longer work.")
        else:
            link = PreviewLink(row=row, made_by=request.user)
            link.save()
            messages.success(
                request,
                "Send this link to a colleague. It works for 7 days: "
                + request.build_absolute_uri(link.get_absolute_url()),
            )
        return HttpResponseRedirect(self.address_of("change", row))

    def reviewed(self, request: HttpRequest, pk: str) -> HttpResponse:
        row = self.row_or_refuse(request, pk)
        row.reviewed(request.user)
        messages.success(request, f"Thank you. The next review is due by {row.review_by:%d %B %Y}.")
        return HttpResponseRedirect(self.address_of("change", row))

    def step(self, request: HttpRequest, pk: str, number: int, step: str) -> HttpResponse:
        row = self.row_or_refuse(request, pk)
        if step not in DONE:
            raise Http404("There is no such step.")
        version = self._version(row, str(number))
        self.take_step(request, row, version, step)
        return HttpResponseRedirect(self.address_of("change", row))

    def may_take_step(self, request, row: Published, version: Version, step: str) -> bool:
        decides = step in FOR_PUBLISHERS or (step == "discard" and version.state in DECIDED)
        return not decides or self.has_publish_permission(request, row)

    def take_step(self, request, row: Published, version: Version, step: str) -> None:
        """Do one step and say how it went; refuses those who may not publish."""
        if not self.may_take_step(request, row, version, step):
            raise PermissionDenied
        try:
            if step in GOES_OUT and (sentences := self.obstacles(request, row, version, step)):
                messages.error(request, " ".join([NOT_YET, *sentences]))
                return
            with transaction.atomic():
                self._do(request, row, version, step)
                self.log_change(request, row, f"Version {version.number}: {DONE[step]}")
        except (NotAllowed, CannotApply) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, DONE[step])

    def obstacles(self, request, row: Published, version: Version, step: str) -> list[str]:
        """Why this version may not go out yet, asked of settings.BEFORE_PUBLISHING."""
        rows = with_members(row) if step == "publish-all" else [row]
        drafts = {each: Version.objects.latest_draft_of(each) for each in rows[1:]}
        tried = [(row, version.snapshot)]
        tried += [(each, draft.snapshot) for each, draft in drafts.items() if draft]
        with trying(*tried):
            return [
                sentence
                for check in settings.BEFORE_PUBLISHING
                for each in rows
                for sentence in import_string(check)(request, each, rows)
            ]

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

    def _version(self, row: Published, number: str) -> Version:
        found = Version.objects.history_of(row).filter(number=number if number.isdecimal() else 0)
        version = found.first()
        if version is None:
            raise Http404("There is no such version.")
        return version

    def _page(
        self, request: HttpRequest, row: Published, name: str, **context: Any
    ) -> HttpResponse:
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/publishing/{name}.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": row,
                "row": row,
                "now": timezone.now(),
                **context,
            },
        )


@never_cache
@require_safe
def preview_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """For a colleague without an account: the link shows what its maker may see of one family."""
    link = PreviewLink.objects.working().select_related("made_by").filter(key=key).first()
    if link is None or link.row is None or not link.is_backed():
        raise Http404("This link does not work any more.")
    base = link.get_absolute_url()
    try:
        return preview(
            request,
            link.row,
            request.GET.get("path", ""),
            lambda other: f"{base}?path={other}",
            link.made_by,
        )
    except CannotApply as problem:
        raise Http404(str(problem)) from problem
