"""Expectations as a file: downloading what one may see, and importing with a preview."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from graduated_response.models import Area, Level, Statement
from graduated_response.provision_tables.apply import Blocked, Store
from graduated_response.provision_tables.column_names import AREA, LEVEL
from graduated_response.provision_tables.columns import (
    STAFF_COLUMNS,
    WRITERS,
    file_of,
    for_staff,
)
from graduated_response.provision_tables.lookups import Known
from graduated_response.provision_tables.plan import Kind, Plan
from graduated_response.provision_tables.planning import make_plan
from graduated_response.provision_tables.reading import DOCUMENTS, TABLES, read
from graduated_response.provision_tables.remit import areas_for
from graduated_response.provision_tables.report import headline
from graduated_response.provision_tables.rights import may_publish, within
from graduated_response.provision_tables.rows import Asked, Fault
from localoffer.importing.forms import UploadForm
from localoffer.importing.outcome import BUSY, grouped
from localoffer.importing.page import TOO_OLD, UploadPage

LIST = "admin:graduated_response_statement_changelist"
# Some ten milliseconds each to store, and three times that to publish.
MOST_ROWS = 500
TOO_MANY = (
    "It changes {:,} expectations, and {} at once are the most here. Send it in parts, or ask "
    "somebody who can run the command import_provision."
)
CHANGED_SINCE = "The site has changed since you looked. Nothing is saved yet: please look again."


class ProvisionForm(UploadForm):
    report_type = Asked
    file = forms.FileField(
        label="File",
        help_text="A table (.xlsx or .csv) or a document with tables (.docx or .html).",
        widget=forms.FileInput({"accept": ",".join([*TABLES, *DOCUMENTS])}),
        error_messages={"required": "Choose the file to import.", "empty": "The file is empty."},
    )
    area = forms.ModelChoiceField(
        Area.objects.out_of_bin(),
        required=False,
        help_text="Only for documents: where a table belongs whose heading names no area.",
    )
    level = forms.ModelChoiceField(
        Level.objects.all(),
        required=False,
        help_text="Only for documents: the level of new expectations. Empty: the first one.",
    )

    def report_on(self, content: bytes, name: str, options: dict) -> Asked:
        level = options["level"] or Level.objects.first()
        otherwise = {
            AREA: options["area"].title if options["area"] else "",
            LEVEL: level.name if level else "",
        }
        return read(content, name, otherwise)


def plan_for(request: HttpRequest, asked: Asked, known: Known) -> Plan:
    """What an import would do for this person, on a page that must answer in time."""
    plan = within(make_plan(asked, known), request.user, known)
    number = len(plan.new) + len(plan.changed)
    if number > MOST_ROWS:
        plan.faults.append(Fault("The file", "", TOO_MANY.format(number, MOST_ROWS)))
    return plan


class ProvisionTable(UploadPage):
    """Mixin of the admin of expectations."""

    import_form = ProvisionForm
    import_title = "Import expectations"
    form_template = "admin/graduated_response/statement/import_form.html"
    import_makes = [Statement]

    def get_urls(self) -> list[URLPattern]:
        def view(kind: str):
            return require_safe(lambda request: self.export(request, kind))

        wrap = self.admin_site.admin_view
        name = "graduated_response_statement_export"
        return [
            *(path(f"export/{kind}/", wrap(view(kind)), name=f"{name}_{kind}") for kind in WRITERS),
            *super().get_urls(),
        ]

    def export(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows of the list as it is filtered: what this person may see."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).queryset.order_by().values("pk")
        except IncorrectLookupParameters as error:
            raise Http404("There is no such filter.") from error
        content, content_type = file_of(
            kind, for_staff(Statement.objects.filter(pk__in=chosen)), STAFF_COLUMNS
        )
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="expectations.{kind}"'
        return response

    def upload_form(self, request: HttpRequest, *sent: Any) -> ProvisionForm:
        form = super().upload_form(request, *sent)
        form.fields["area"].queryset = areas_for(request.user)
        return form

    def preview_upload(self, request: HttpRequest, form: ProvisionForm) -> HttpResponse:
        packet = form.signed(self.upload_salt(request))
        plan = plan_for(request, form.report, Known(request.user))
        return self.plan_page(request, plan, packet)

    def plan_page(
        self, request: HttpRequest, plan: Plan, packet: str, blocked: list[Fault] = ()
    ) -> HttpResponse:
        """What saving will do. `blocked`: why it could not be published."""
        goes_out = [item for item in plan.items if item.goes_out and item.kind != Kind.SAME]
        goes_out += plan.repeated_drafts
        return self.import_page(
            request,
            "admin/graduated_response/statement/import_preview.html",
            {
                "title": "Look before you save",
                "plan": plan,
                "headline": headline(plan),
                "findings": grouped(plan.warnings),
                "blocked": blocked,
                "packet": packet,
                "may_save": plan.changes and not plan.faults,
                "may_publish": goes_out and not plan.faults and may_publish(plan, request.user),
            },
        )

    def save_upload(self, request: HttpRequest) -> HttpResponse:
        packet, publish = request.POST["packet"], "publish" in request.POST
        try:
            asked, name = self.import_form.report_in(packet, self.upload_salt(request))
            with transaction.atomic():
                known = Known(request.user, lock_for=asked)
                plan = plan_for(request, asked, known)
                if plan.fingerprint != request.POST.get("seen"):
                    messages.warning(request, CHANGED_SINCE)
                    return self.plan_page(request, plan, packet)
                if publish and not may_publish(plan, request.user):
                    raise PermissionDenied
                stored = Store(known, name, request, request.user).carry_out(plan, publish)
                said = f"Imported from “{name}”."
                LogEntry.objects.log_actions(request.user.pk, stored, CHANGE, said)
        except Blocked as why:
            plan = plan_for(request, asked, Known(request.user))
            return self.plan_page(request, plan, packet, why.faults)
        except (BadSignature, IntegrityError) as error:
            return self.upload_refused(
                request, BUSY if isinstance(error, IntegrityError) else TOO_OLD
            )
        messages.success(request, headline(plan))
        return redirect(LIST)
