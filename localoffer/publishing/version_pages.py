"""Beside the change form: history, comparing, previews, and the steps of a version."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from localoffer.ui.site_url import absolute

from .applying import CannotApply
from .differences import difference
from .form_preview import FormPreviewMixin
from .models import PreviewLink, Published, Version
from .previewing import NothingToShow, preview
from .setbacks import setbacks
from .snapshots import take
from .version_steps import DONE, VersionStepsMixin
from .views import read_only


class VersionPagesMixin(FormPreviewMixin, VersionStepsMixin):
    """For ModelAdmins of `Published`. Every page asks for the permission on the row itself."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:pk>/compare/", view(require_safe(self.compare)), name=f"{name}_compare"),
            path(
                "add/preview/",
                view(require_http_methods(["GET", "HEAD", "POST"])(self.preview_of_new)),
                name=f"{name}_add_preview",
            ),
            path(
                "<path:pk>/preview/",
                view(require_http_methods(["GET", "HEAD", "POST"])(self.preview)),
                name=f"{name}_preview",
            ),
            path("<path:pk>/reviewed/", view(require_POST(self.reviewed)), name=f"{name}_reviewed"),
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
        for version, newer in setbacks(versions):
            version.sets_back = newer.number
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
        """?one=3&other=5: what changed between two versions. Without `other`, up to what is stored
        now; without `one`, from there: what a draft would change.
        """
        row = self.row_or_refuse(request, pk, to_change=False)
        one, other = (
            self._version(row, request.GET[name]) if request.GET.get(name) else None
            for name in ("one", "other")
        )
        if one is None and other is None:
            raise Http404("There are no versions to compare.")
        before, after = (each.snapshot if each else take(row) for each in (one, other))
        return self._page(
            request,
            row,
            "compare",
            title=f"What changed in {row}",
            one=one,
            other=other,
            changes=difference(before, after),
        )

    def preview(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The page as the public will see it; ?path= shows another page of its family. A form
        that is sent here is shown, and not saved."""
        if request.method == "POST":
            return self.preview_of_form(request, pk)
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
        except NothingToShow as problem:
            return self.no_preview(request, row, problem.args)

    def no_preview(
        self, request: HttpRequest, row: Published, sentences: Iterable[str]
    ) -> HttpResponse:
        """In place of a page that cannot be shown yet: why."""
        title = f"No preview yet of {row}" if str(row) else "No preview yet"
        return self._page(request, row, "no_preview", title=title, sentences=sentences)

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
                + absolute(link.get_absolute_url()),
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
@read_only
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
    except (CannotApply, NothingToShow) as problem:
        raise Http404(" ".join(problem.args)) from problem
