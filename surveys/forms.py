"""Evidence as lines of text: an editor writes links without a form inside a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import OuterRef, QuerySet

from localoffer.publishing.json_rows import json_rows, rebuilt
from surveys.models import Evidence

Link = tuple[str, str]
HOW = "Write the words, then | and the address. For example: Parents' survey | /surveys/parents/"


class LinksField(forms.Field):
    """One link a line, "words | address"; its value is a list of (words, address)."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{label} | {path}" for label, path in value)
        return value

    def to_python(self, value: str | None) -> list[Link]:
        ProhibitNullCharactersValidator()(value or "")
        lines = enumerate((value or "").splitlines(), 1)
        return [_link(number, line) for number, line in lines if line.strip()]

    def has_changed(self, initial: list[Link] | None, data: str | None) -> bool:
        try:
            return self.to_python(data) != (initial or [])
        except ValidationError:
            return True


def _link(number: int, line: str) -> Link:
    label, _, path = (part.strip() for part in line.rpartition("|"))
    if not (label and path):
        raise ValidationError(f"Line {number}: {HOW}")
    link = Evidence(label=label, path=path)
    try:
        link.clean_fields(exclude=["said", "did", "promise"])
        link.clean()
    except ValidationError as error:
        raise ValidationError([f"Line {number}: {text}" for text in error.messages]) from error
    return link.label, link.path


def with_evidence(rows: QuerySet) -> QuerySet:
    """Adds `evidence_rows`: the evidence of each, in the query of the rows."""
    owner = rows.model._meta.get_field("evidence").field.name
    evidence = Evidence.objects.filter(**{owner: OuterRef("pk")})
    return rows.annotate(evidence_rows=json_rows(evidence, owner, "id", "label", "path"))


class WithLinksForm(forms.ModelForm):
    """For a row that has evidence, and comes with it (`with_evidence`)."""

    links = LinksField(label="Links that show it", required=False, help_text=f"One a line. {HOW}")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            evidence = rebuilt(Evidence, self.instance.evidence_rows)
            self.initial["links"] = [(row.label, row.path) for row in evidence]

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit)
        if "links" in self.changed_data:
            owner = row.evidence.field.name
            row.evidence.all().delete()
            Evidence.objects.bulk_create(
                Evidence(**{owner: row}, label=label, path=path)
                for label, path in self.cleaned_data["links"]
            )
        return row
