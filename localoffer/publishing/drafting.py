"""The change form over drafts: what the public sees stays as it is until somebody publishes.

A row that has never been public is edited directly. Of any other, the form shows and changes the
latest draft: it works on rows to which the draft has been applied, in a transaction that is rolled
back; what the form would have saved is kept as a new version.
"""

from contextlib import AbstractContextManager
from copy import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .addresses import address_of
from .applying import CannotApply, trying
from .differences import difference
from .draft_forms import taking_drafts
from .family import not_content
from .keys import is_key
from .models import Editing, Published, State, Version, VersionState
from .models.version_queryset import locked
from .seen import seen_now
from .setbacks import setbacks
from .slugs import offered_slug
from .snapshots import take

STALE = (
    "Somebody else saved this page while you were editing. Nothing is lost: their changes are "
    "listed above, yours are in the form. Put together what should stay, then save again."
)


ADDRESS_FOUND = "The address “{}” was taken, so this has “{}”. You can change it below."
OTHER_ADDRESS = "The title changed. If you like, change the address too"


def token_of(row: Published, newest: Version | None) -> str:
    """What a form starts from. Any save of the row or of a draft makes another one."""
    return f"{newest.pk if newest else 0}-{int(row.updated.timestamp() * 1_000_000)}"


class DraftingMixin:
    """For ModelAdmins of `Published`: saving keeps a version, and never overwrites unseen work."""

    change_form_template = "admin/publishing/change_form.html"

    def is_edited_directly(self, row: Published) -> bool:
        return row.state == State.DRAFT

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None:
            return self._first_save(request, form_url, extra_context)
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self._save_over_draft(request, row, form_url, extra_context)
        Editing.objects.opened(row, request.user)
        context = self.drafting_context(request, row, extra_context)
        try:
            shown = copy(row)  # the draft is written into it
            with self._overlaid(shown, context["draft"]):
                request.row_at_hand = shown
                response = super().changeform_view(request, object_id, form_url, context)
                return response.render() if hasattr(response, "render") else response
        except CannotApply as problem:
            self.say(request, f"The draft cannot be shown. {problem}", messages.ERROR)
            return super().changeform_view(request, object_id, form_url, context)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The row that `changeform_view` has just read, or made of a draft, is not read again."""
        row = getattr(request, "row_at_hand", None)
        if row is not None and str(row.pk) == object_id:
            return row
        return super().get_object(request, object_id, from_field)

    def drafting_context(self, request: HttpRequest, row: Published, extra: Any) -> dict[str, Any]:
        """What the form shows beside its fields: the draft, who else edits, what may be done."""
        standing = Version.objects.standing_of(row)
        newest = standing[0] if standing else None
        is_past = newest is not None and newest.state == VersionState.SUPERSEDED
        draft = Version.objects.latest_draft_of(row) if is_past else newest
        draft = draft if draft and draft.is_open() else None
        return {
            **(extra or {}),
            "row": row,
            "draft": draft,
            "seen_now": seen_now(row, draft),
            # Before the draft lies over it, which may have another address.
            "public_address": (address_of(row) or "") if row.is_live() else "",
            "last_version": newest,
            "setbacks": setbacks(standing),
            "edit_token": token_of(row, newest),
            "may_publish": self.has_publish_permission(request, row),
            "colleagues": Editing.objects.others(row, request.user),
        }

    def _overlaid(self, row: Published, draft: Version | None) -> AbstractContextManager:
        """The database with the draft in it; rolled back at the end where the row is public."""
        if self.is_edited_directly(row):
            return transaction.atomic()
        return trying((row, draft.snapshot)) if draft else trying()

    def _is_stale(self, request: HttpRequest, row: Published, context: dict) -> bool:
        """Whether the form started from something older; then the others' changes are shown."""
        given, draft = request.POST.get("edit_token", ""), context["draft"]
        if given == context["edit_token"]:
            return False
        number = given.split("-")[0]
        history = Version.objects.history_of(row)
        started = history.filter(pk=number if is_key(Version, number) else 0)
        base = started.first() or history.last()
        now = draft.snapshot if draft else take(row)
        context["their_changes"] = difference(base.snapshot, now) if base else []
        return True

    def _first_save(self, request: HttpRequest, form_url: str, context: Any) -> HttpResponse:
        with transaction.atomic():
            context = {**(context or {}), "may_publish": self.has_publish_permission(request)}
            response = super().changeform_view(request, None, form_url, context)
            if row := getattr(request, "saved_row", None):
                self._keep_version(request, row, take(row))
                self._say_other_address(request)
        return self._next_step(request, row, response) if row else response

    def _save_over_draft(
        self, request: HttpRequest, row: Published, form_url: str, extra: Any
    ) -> HttpResponse:
        """Save through Django's own view; for public rows only as a version."""
        with transaction.atomic():
            row = locked(row)
            context = self.drafting_context(request, row, extra)
            request.is_stale = self._is_stale(request, row, context)
            tried = copy(row)  # the draft and the form write into it
            with self._overlaid(tried, context["draft"]):
                if not self.is_edited_directly(row):
                    tried.state = State.DRAFT  # what is live the database holds to be complete
                request.row_at_hand = tried
                response = super().changeform_view(request, str(row.pk), form_url, context)
                saved = getattr(request, "saved_row", None)
                if saved is None:
                    return response.render() if hasattr(response, "render") else response
                snapshot = take(saved)
            self._save_what_counts_at_once(request, row)
            self._offer_address(request, row)
            self._keep_version(request, row, snapshot, context["draft"])
            Editing.objects.closed(row, request.user)
        return self._next_step(request, row, response)

    def _save_what_counts_at_once(self, request: HttpRequest, row: Published) -> None:
        """What is no part of this row's version: times, owner, review date and notes
        (family.not_content), and the places of other content that is listed below the form."""
        if self.is_edited_directly(row):
            return
        changed = not_content(type(row)) & set(request.saved_form.changed_data) - {"state"}
        if changed:
            for name in changed:
                setattr(row, name, request.saved_form.cleaned_data[name])
            row.save()
        for formset in request.saved_parts:
            for other in formset.initial_forms:
                if other.has_changed():
                    other.instance.save(update_fields=other.changed_data)

    def _keep_version(self, request, row, snapshot, base=None) -> None:
        comment = request.POST.get("version_comment", "").strip()[:500]
        version = Version.objects.save_draft(row, snapshot, request.user, comment, base=base)
        self.log_change(request, row, f"Saved version {version.number}. {comment}".strip())
        self.after_save(request, row, version)

    def _say_other_address(self, request: HttpRequest) -> None:
        if taken := request.saved_form.replaced_address:
            self.say(request, ADDRESS_FOUND.format(taken, request.saved_row.slug), messages.INFO)

    def _offer_address(self, request: HttpRequest, row: Published) -> None:
        form = request.saved_form
        saved, changed = request.saved_row, form.changed_data
        may_move = "slug" in form.fields and "title" in changed and "slug" not in changed
        if may_move and (slug := offered_slug(saved)):
            known = "" if row.state == State.DRAFT else "; the old one goes on working"
            self.say(request, f"{OTHER_ADDRESS}{known}: {slug}", messages.INFO)

    def get_form(self, request, obj=None, change=False, **kwargs: Any) -> type[forms.ModelForm]:
        form_class = taking_drafts(super().get_form(request, obj, change, **kwargs))
        if not getattr(request, "is_stale", False):
            return form_class

        class StaleForm(form_class):
            def clean(self) -> dict:
                data = super().clean()
                self.add_error(None, STALE)
                return data

        return StaleForm

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        request.saved_row, request.saved_form = form.instance, form
        request.saved_parts = [each for each in formsets if issubclass(each.model, Published)]

    def log_addition(self, request, obj, message):
        """The version that is kept says more."""

    def log_change(self, request, obj, message):
        if isinstance(message, str):  # not the list of changed fields of a save to be rolled back
            return super().log_change(request, obj, message)
        return None

    def _next_step(self, request, row: Published, response: HttpResponse) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return response
        opts = self.opts
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_add"))
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[row.pk]))

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponse()  # `_next_step` answers, after the version is kept

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return HttpResponse()

    def say(self, request: HttpRequest, text: str, level: int = messages.SUCCESS) -> None:
        messages.add_message(request, level, text)
