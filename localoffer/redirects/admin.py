"""Where staff look after old addresses, and bring the list of a former site."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from localoffer.ui.model_admin import StaffModelAdmin

from .csv_file import Outcome, store, written
from .forms import ImportForm, RedirectForm, rows_in
from .models import Redirect

TOO_OLD = "It is too long ago that you sent this file. Please send it again."


@admin.register(Redirect)
class RedirectAdmin(StaffModelAdmin):
    form = RedirectForm
    list_display = ["old_path", "new_path", "permanent", "automatic", "made_by", "created"]
    list_filter = ["automatic", "permanent"]
    list_select_related = ["made_by"]
    search_fields = ["old_path", "new_path"]
    list_per_page = 100

    def save_model(self, request, obj: Redirect, form, change: bool) -> None:
        if not change:
            obj.made_by = request.user
        obj.automatic = False  # a person says where it leads now
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        import_view = require_http_methods(["GET", "HEAD", "POST"])(self.import_view)
        return [
            path("import/", view(import_view), name="redirects_redirect_import"),
            path("export/", view(require_safe(self.export)), name="redirects_redirect_export"),
            *super().get_urls(),
        ]

    def export(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        response = HttpResponse(written(Redirect.objects.all()), content_type="text/csv")
        response["Content-Disposition"] = 'attachment; filename="old-addresses.csv"'
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Send a file, look at what it does, store it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "packet" in request.POST:
            return self._store(request)
        form = ImportForm(*([request.POST, request.FILES] if request.method == "POST" else []))
        if not form.is_valid():
            return self._page(request, form=form)
        outcome = store(form.rows, request.user, for_good=False)
        return self._page(
            request, form=form, outcome=outcome, packet=form.packet(self._salt(request))
        )

    def _store(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = rows_in(request.POST["packet"], self._salt(request))
        except BadSignature:
            messages.error(request, TOO_OLD)
            return redirect("admin:redirects_redirect_import")
        outcome = store(rows, request.user, for_good=True)
        if outcome.errors:  # something changed since the preview
            return self._page(request, form=ImportForm(), outcome=outcome)
        for each in outcome.new:
            self.log_addition(request, each, "Imported from a file.")
        messages.success(request, f"{len(outcome.new)} old addresses now lead to their new pages.")
        return redirect("admin:redirects_redirect_changelist")

    def _salt(self, request: HttpRequest) -> str:
        """A packet is good for one person only."""
        return f"import redirects {request.user.pk}"

    def _page(
        self,
        request: HttpRequest,
        form: ImportForm,
        outcome: Outcome | None = None,
        packet: str = "",
    ) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import old addresses",
            "form": form,
            "outcome": outcome,
            "packet": packet,
        }
        return TemplateResponse(request, "admin/redirects/redirect/import.html", context)
