"""A page of the admin on which staff import a file: send it, look at it, save it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from localoffer.document_reader.opening import MOST_BYTES
from localoffer.people.models import may

from .forms import UploadForm
from .outcome import BUSY, Outcome, grouped

# What it holds stays unsaid.
NOT_THERE = "There is content of this title already, and you may not see it. Give another title."
TOO_OLD = "It is too long ago that you sent this document. Please send it again."


class UploadPage:
    """Mixin of a ModelAdmin: adds `import/` beside its list, where a file is sent, looked at and
    saved. A subclass says what the preview shows and how it is saved.
    """

    import_form: type[UploadForm]
    import_title = "Import from a document"
    form_template = "admin/import_form.html"
    largest_upload = MOST_BYTES  # body_limit.py in media asks
    # What an import makes: staff must be allowed to add these, and to publish them.
    import_makes: list[type[Model]]

    def preview_upload(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        """Raises ValidationError where no form could carry the file."""
        raise NotImplementedError

    def save_upload(self, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError

    def has_permissions(self, request: HttpRequest, *actions: str) -> bool:
        """Whether this person may do all that with every kind of row that an import makes."""
        return all(
            may(request.user, action, model) for model in self.import_makes for action in actions
        )

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name=name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        may_import = {"may_import": self.has_permissions(request, "add")}
        return super().changelist_view(request, may_import | (extra_context or {}))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_permissions(request, "add"):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if "packet" in request.POST:
            return self.save_upload(request)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = self.upload_form(request, *sent)
        if form.is_valid():
            try:
                return self.preview_upload(request, form)
            except forms.ValidationError as error:
                form.add_error("file", error)
        return self.import_page(request, self.form_template, {"form": form})

    def upload_form(self, request: HttpRequest, *sent: Any) -> UploadForm:
        """The form, with choices that this person may see."""
        return self.import_form(*sent)

    def upload_salt(self, request: HttpRequest) -> str:
        """A packet is good for one person and one kind of document."""
        return f"import {self.opts.label_lower} {request.user.pk}"

    def import_page(self, request: HttpRequest, template: str, context: dict) -> HttpResponse:
        request.current_app = self.admin_site.name
        common = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": self.import_title,
        }
        return TemplateResponse(request, template, common | context)

    def upload_refused(self, request: HttpRequest, why: str) -> HttpResponse:
        """The upload page, with the reason why nothing was saved."""
        form = self.upload_form(request, {}, {})
        form.errors["file"] = form.error_class([why])
        return self.import_page(request, self.form_template, {"form": form})


class ImportPage(UploadPage):
    """Mixin of a ModelAdmin: a document becomes one row and what belongs to it.

    The preview stores and takes back in one transaction, so that it tells what saving will do.
    """

    preview_template: str

    def save_import(self, request: HttpRequest, report: Any, publish: bool) -> Outcome:
        """Store the report as the work of `request.user`."""
        raise NotImplementedError

    def preview_upload(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        packet = form.signed(self.upload_salt(request))
        with transaction.atomic():
            outcome = self.save_import(request, form.report, publish=False)
            transaction.set_rollback(True)
        if not outcome.is_new and not self.has_view_or_change_permission(request, outcome.row):
            raise forms.ValidationError(NOT_THERE)
        return self.import_page(
            request,
            self.preview_template,
            {
                "title": f"Look before you save: {form.report.title}",
                "report": form.report,
                "findings": grouped(form.report.warnings),
                "outcome": outcome,
                "packet": packet,
                "may_publish": self.has_permissions(request, "change", "publish"),
                "may_save": outcome.is_new or self.has_permissions(request, "change"),
            },
        )

    def save_upload(self, request: HttpRequest) -> HttpResponse:
        publish = "publish" in request.POST
        if publish and not self.has_permissions(request, "change", "publish"):
            raise PermissionDenied
        try:
            report, name = self.import_form.report_in(
                request.POST["packet"], self.upload_salt(request)
            )
            with transaction.atomic():
                outcome = self.save_import(request, report, publish)
                self._check_and_log(request, outcome, name)
        except (BadSignature, IntegrityError) as error:
            return self.upload_refused(
                request, BUSY if isinstance(error, IntegrityError) else TOO_OLD
            )
        self._tell(request, outcome)
        if self.has_view_or_change_permission(request, outcome.row):
            opts = self.opts
            return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", outcome.row.pk)
        return redirect("admin:index")

    def _check_and_log(self, request: HttpRequest, outcome: Outcome, name: str) -> None:
        if not outcome.is_new and not self.has_permissions(request, "change"):
            raise PermissionDenied
        if outcome.changes:
            self.log_change(request, outcome.row, f"Imported from “{name}”.")

    def _tell(self, request: HttpRequest, outcome: Outcome) -> None:
        level = messages.SUCCESS if outcome.changes else messages.INFO
        sentences = [outcome.headline(), *(sentence for sentence, _ in outcome.parts())]
        self.message_user(request, " ".join(sentences), level)
        for why in outcome.stopped:
            self.message_user(request, why, messages.WARNING)
