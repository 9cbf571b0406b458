"""Releasing an edition: what goes out with it and what is withdrawn, in one act."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from graduated_response.edition_drafts import going_out, with_draft
from graduated_response.models import Edition, Statement
from localoffer.publishing.admin import KEEPING, PublishedAdmin
from localoffer.publishing.models import NotAllowed, Published, State, Version
from localoffer.publishing.permissions import chosen_in
from localoffer.publishing.readonly import readable
from localoffer.publishing.version_steps import GOES_OUT

WHAT_WENT_OUT = (
    "What went out with it",
    {
        "fields": ["went_out", "was_withdrawn"],
        "description": "It is released, so this stays as it is. Its public page shows each change.",
    },
)


class EditionForm(forms.ModelForm):
    class Meta:
        labels = {"title": "Name"}
        help_texts = {
            "changes": "You can choose expectations that have a draft. Others have nothing new "
            "to publish: edit them first, and they are offered here.",
        }


@admin.register(Edition)
class EditionAdmin(PublishedAdmin):
    """Publishing one for the first time is its release: the drafts that were chosen go out with
    it, and what was chosen to be withdrawn goes. Later only its own words can change."""

    form = EditionForm
    change_form_template = "admin/graduated_response/edition/change_form.html"
    content_fieldsets = [
        (
            "What it is",
            {
                "fields": ["title", "slug", "summary", "about"],
                "description": "A name such as 2027; the site adds the word edition. Its date is "
                "the day on which you release it.",
            },
        ),
        (
            "What goes out with it",
            {
                "fields": ["changes", "withdraws"],
                "description": "First edit the expectations and save them as drafts. Then choose "
                "them here. All of them go out in the moment of the release, or none.",
            },
        ),
    ]
    autocomplete_fields = ["changes", "withdraws"]
    list_display = ["title", "date", "state_in_words", "review", "public_page"]
    # Released one by one, from their own pages.
    actions = [name for name in PublishedAdmin.actions if name != "make_live"]

    def get_fieldsets(self, request: HttpRequest, obj: Edition | None = None) -> list:
        """Without times: it shows from its release on."""
        words, choice = self.content_fieldsets
        found = [words, WHAT_WENT_OUT if obj and obj.date else choice, KEEPING]
        may_change = obj is None or self.has_change_permission(request, obj)
        return found if may_change else readable(found, self.model)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """What has nothing to publish cannot be chosen; what was chosen stays."""
        form = super().get_form(request, obj, change, **kwargs)
        if field := form.base_fields.get("changes"):
            field.queryset = field.queryset.filter(with_draft() | chosen_in(obj, "changes"))
        return form

    def drafting_context(self, request: HttpRequest, row: Edition, extra: Any) -> dict[str, Any]:
        context = super().drafting_context(request, row, extra)
        return {**context, "going_out": going_out(row, request.user)}

    def get_readonly_fields(self, request: HttpRequest, obj: Edition | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *WHAT_WENT_OUT[1]["fields"]] if obj and obj.date else fields

    @admin.display(description="Went out with it")
    def went_out(self, edition: Edition) -> str:
        return codes_of(edition.changes)

    @admin.display(description="Withdrawn with it")
    def was_withdrawn(self, edition: Edition) -> str:
        return codes_of(edition.withdraws)

    def obstacles(self, request: HttpRequest, row: Edition, version: Version, step: str) -> list:
        """A release concerns all that goes out with it; later steps the edition alone."""
        whole = row.date is None and step in GOES_OUT
        return super().obstacles(request, row, version, "publish-all" if whole else step)

    def _do(self, request: HttpRequest, row: Edition, version: Version, step: str) -> None:
        if step == "schedule":
            companions = self._drafts_of_members(request, row)
            version.schedule(self._time(request), request.user, companions)
            return
        is_release = row.date is None and step == "publish"
        super()._do(request, row, version, "publish-all" if is_release else step)

    def _drafts_of_members(self, request: HttpRequest, row: Edition) -> list[Version]:
        drafts = []
        for member in self._publishable_members(request, row)[1:]:
            if draft := Version.objects.latest_draft_of(member):
                drafts.append(draft)
            elif member.state == State.DRAFT:
                raise NotAllowed(f"{member} has no version to publish. Save it once more.")
        return drafts

    def _publishable_members(self, request: HttpRequest, row: Edition) -> list[Published]:
        if row.date is None:
            for statement in row.withdraws.all():
                if not self._admin_of(statement).has_publish_permission(request, statement):
                    raise NotAllowed(f"You may not withdraw {statement.code}.")
        return super()._publishable_members(request, row)

    def _admin_of(self, row: Published) -> Any:
        return self.admin_site.get_model_admin(type(row))


def codes_of(statements: QuerySet[Statement]) -> str:
    """Not their sentences: a colleague may not see each of them, and they change."""
    return ", ".join(statements.values_list("code", flat=True)) or "Nothing was chosen"
