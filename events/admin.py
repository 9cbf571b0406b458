"""Editing events, their dates and their places."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline, TableInline, read_once
from localoffer.publishing.times import SplitTimeWidget

from .date_forms import DatesFormSet, DayAndTimeField, EventDateForm, remarks
from .dates import day
from .forms import MOST_REPEATS, EventForm
from .models import Event, EventDate, Material, Venue
from .querysets import EventQuerySet


class WhenFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("coming", "Coming or to be announced"), ("past", "Past")]

    def queryset(self, request: HttpRequest, queryset: EventQuerySet) -> EventQuerySet:
        if self.value() == "coming":
            return queryset.coming()
        if self.value() == "past":
            return queryset.past()
        return queryset


class EventDateInline(RowInline):
    model = EventDate
    form = EventDateForm
    formset = DatesFormSet
    formfield_overrides = RowInline.formfield_overrides | {
        models.DateTimeField: {"form_class": DayAndTimeField, "widget": SplitTimeWidget}
    }
    extra = 1
    verbose_name_plural = "dates (none: to be announced)"
    fieldsets = [
        (None, {"fields": [("starts", "ends", "all_day"), ("cancelled", "new_date"), "note"]}),
        ("Somewhere else on this date", {"classes": ["collapse"],
                                         "fields": ["venue", "online_url"]}),
    ]  # fmt: skip
    prefetch = ("venue", "event")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return read_once(super().formfield_for_foreignkey(db_field, request, **kwargs))


class MaterialInline(TableInline):
    model = Material
    verbose_name_plural = "afterwards: recordings, slides, notes"


@admin.register(Event)
class EventAdmin(PublishedAdmin):
    form = EventForm
    content_fieldsets = [
        ("What it is", {"fields": ["title", "slug", "summary", "kind", "body"]}),
        ("Who can come", {"fields": ["audience", "cost", "booking_url"]}),
        ("Where", {"fields": ["venue", "online_url"]}),
        ("If something changes", {"fields": ["status", "status_note"]}),
        (
            "Dates",
            {
                "fields": ["when_note", ("repeat", "repeat_until")],
                "description": "Enter the first date below. To repeat it, choose how often and "
                "until when: the other dates are added when you save.",
            },
        ),
    ]
    inlines = [EventDateInline, MaterialInline]
    autocomplete_fields = ["venue"]
    list_display = ["title", "kind", "dates", "state_in_words", "review", "public_page"]
    list_filter = [WhenFilter, "kind", *PublishedAdmin.list_filter]

    def get_queryset(self, request: HttpRequest) -> EventQuerySet:
        return super().get_queryset(request).with_moments().with_dates()

    @admin.display(description="what families read of its dates", ordering="next_start")
    def dates(self, obj: Event) -> str:
        return obj.schedule().headline

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        added = form.add_repeats()
        if added:
            messages.success(request, f"{len(added)} more dates were added.")
        if added and form.repeats_after(added[-1]):
            messages.warning(
                request,
                f"The last of them is on {day(added[-1])}: {MOST_REPEATS} is the most at once. To "
                "go on from there, repeat the last date once more.",
            )
        self._remark_on_dates(request, form, formsets)

    def _remark_on_dates(self, request: HttpRequest, form: EventForm, formsets: list) -> None:
        rows = next((each for each in formsets if each.model is EventDate), None)
        changed = [*rows.new_objects, *(row for row, _ in rows.changed_objects)] if rows else []
        schedule = Event.objects.get(pk=form.instance.pk).schedule()
        for sentence in remarks(schedule, {row.pk for row in changed}):
            messages.warning(request, sentence)


@admin.register(Venue)
class VenueAdmin(ContentAdmin):
    fieldsets = [
        ("Where it is", {"fields": ["name", "address", "postcode"]}),
        (
            "Getting in and around",
            {
                "fields": [*Venue.FACTS, "access_notes"],
                "description": "Leave a fact unknown rather than guess: families rely on it.",
            },
        ),
    ]
    list_display = ["name", "postcode", "step_free", "accessible_toilet", "changing_places"]
    search_fields = ["name", "postcode", "address"]
