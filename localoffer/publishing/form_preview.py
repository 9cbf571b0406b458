"""The preview of what stands in a form: as families would read it, and nothing of it is saved.

The form and its rows are bound and saved as always, in a transaction that is rolled back, and the
public page is made of that. What is wrong in the form is left out and named on the page.
"""

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.forms import all_valid
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.text import capfirst

from .applying import CannotApply, apply
from .models import Published, State, Version
from .previewing import NothingToShow, family_of, page_of

AS_TYPED = "This is what stands in your form. It is not saved."
WITHOUT_FAULTS = (
    "This is what stands in your form, without what must be mended first. It is not saved."
)
FILE = "The file that you chose is not in this preview. You see it after you save."
# A form's own `save` may ask for what is wrong in it, and the database for what is missing. Of a
# number that no column holds PostgreSQL says DataError, SQLite OverflowError.
CANNOT_BE_SAVED = (
    DataError,
    IntegrityError,
    KeyError,
    ObjectDoesNotExist,
    OverflowError,
    ValueError,
)


class FormPreviewMixin:
    """For ModelAdmins of `Published`. Who may save the form may preview it."""

    def preview_of_new(self, request: HttpRequest) -> HttpResponse:
        """Nothing is kept of it: who asks for its address finds the form."""
        if request.method == "POST":
            return self.preview_of_form(request)
        return HttpResponseRedirect(_page_of(self.model, "add"))

    def preview_of_form(self, request: HttpRequest, pk: str | None = None) -> HttpResponse:
        row = None if pk is None else self.row_or_refuse(request, pk)
        if row is None and not self.has_add_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            try:
                response = self._page_of_form(request, row)
            except (CannotApply, NothingToShow) as problem:
                response = self.no_preview(request, row or self.model(), problem.args).render()
            transaction.set_rollback(True)
        return response

    def _page_of_form(self, request: HttpRequest, row: Published | None) -> HttpResponse:
        if row and (draft := Version.objects.latest_draft_of(row)):
            apply(row, draft.snapshot, for_good=False)  # the form was made of it
        if row and row.state == State.LIVE:
            row.state = State.DRAFT  # what is live the database holds to be complete
        place = _page_of(self.model, "change", row.pk) if row else _page_of(self.model, "add")
        form, formsets = self._bound(as_sent(request, place), row)
        notes = list(faults(form, formsets, request))
        is_right = not notes
        if any(request.FILES.values()):
            notes.append(FILE)
        shown = self._tried(as_sent(request, place), form, formsets, is_right, notes)
        rows = family_of(shown, request.user)
        for each in rows[1:]:
            if draft := Version.objects.latest_draft_of(each):
                apply(each, draft.snapshot, for_good=False)

        def address(path: str) -> str:
            """Links to the page itself stay on it; other pages are previewed as they are saved."""
            own = path == shown.get_absolute_url().split("#")[0]
            return "" if own else f"{self.address_of('preview', row)}?path={path}" if row else path

        said = AS_TYPED if is_right else WITHOUT_FAULTS
        return page_of(request, rows, "", address, said, notes)

    def _bound(self, asked: HttpRequest, row: Published | None) -> tuple[forms.ModelForm, list]:
        """The form and its formsets as Django's own view binds them."""
        fields = flatten_fieldsets(self.get_fieldsets(asked, row))
        form_class = self.get_form(asked, row, change=row is not None, fields=fields)
        form = form_class(asked.POST, {}, instance=row)
        form.full_clean()
        formsets, _ = self._create_formsets(asked, form.instance, change=row is not None)
        all_valid(formsets)
        return form, formsets

    def _tried(
        self,
        asked: HttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseInlineFormSet],
        is_right: bool,
        notes: list[str],
    ) -> Published:
        """The row, saved with its parts; what is wrong is left out. Raises NothingToShow."""
        needs_address = "slug" in form.errors
        form.errors.clear()  # what has an error is not among the cleaned data
        try:
            with transaction.atomic():
                row = self.save_form(asked, form, change=form.instance.pk is not None)
                if needs_address or not row.slug:
                    row.slug = f"preview-{token_hex(6)}"
                if is_right:
                    self.save_model(asked, row, form, change=row.pk is not None)
                    self.save_related(asked, form, formsets, change=row.pk is not None)
                else:
                    row.save()
                    form.save_m2m()
        except CANNOT_BE_SAVED:
            sentence = "It cannot be shown before it is mended in the form."
            raise NothingToShow(*notes, sentence) from None
        if not is_right:
            for formset in formsets:
                save_what_fits(formset)
        return row


def _page_of(model: type[Published], name: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


class Unsaid:
    """In place of messages: what is not saved says nothing on the next page."""

    def add(self, level: int, message: str, extra_tags: str = "") -> None: ...


def as_sent(request: HttpRequest, path: str) -> HttpRequest:
    """The form as if it were sent to its own page, without its files, which saving would store."""
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "POST", path, path
    asked.META, asked.COOKIES = request.META, request.COOKIES
    asked.GET, asked.POST = request.GET, request.POST
    asked.user, asked.session = request.user, request.session
    asked.resolver_match = resolve(path)
    setattr(asked, "_messages", Unsaid())  # noqa: B010 (Django keeps it under a private name)
    return asked


def faults(
    form: forms.ModelForm, formsets: list[forms.BaseInlineFormSet], request: HttpRequest
) -> Iterator[str]:
    """What is wrong in the form, each with its place; not what only lacks a file that was sent."""
    yield from faults_of(form, "", request)
    for formset in formsets:
        yield from map(str, formset.non_form_errors())
        for number, part in enumerate(formset.forms, 1):
            name = f"{capfirst(formset.model._meta.verbose_name)} {number}: "
            yield from faults_of(part, name, request)


def faults_of(form: forms.ModelForm, name: str, request: HttpRequest) -> Iterator[str]:
    for field, errors in form.errors.items():
        is_sent = form.add_prefix(field) in request.FILES
        label = f"{capfirst(form[field].label)}: " if field in form.fields else ""
        yield from (f"{name}{label}{error}" for error in errors if not is_sent)


def save_what_fits(formset: forms.BaseInlineFormSet) -> None:
    """Each row of its own: one that the database refuses takes no other one away."""
    for part in formset.forms:
        if not part.has_changed():
            continue
        part.errors.clear()
        try:
            with transaction.atomic():
                _save_part(formset, part)
        except CANNOT_BE_SAVED:
            continue  # what is wrong in it stands in the notes


def _save_part(formset: forms.BaseInlineFormSet, part: forms.ModelForm) -> None:
    if part.cleaned_data.get("DELETE"):
        if part.instance.pk:
            part.instance.delete()
        return
    saved = part.save(commit=False)
    setattr(saved, formset.fk.name, formset.instance)
    saved.save()
    part.save_m2m()
