"""Editing events, their dates and their places."""

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import TableInline

from .forms import MOST_REPEATS, DatesFormSet, EventForm
from .models import Event, EventDate, EventQuerySet, Material, Venue


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


class EventDateInline(TableInline):
    model = EventDate
    formset = DatesFormSet
    extra = 1
    verbose_name_plural = "dates (none: to be announced)"


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
    list_display = [
        "title",
        "kind",
        "next_date",
        "notice",
        "state_in_words",
        "review",
        "public_page",
    ]
    list_filter = [WhenFilter, "kind", *PublishedAdmin.list_filter]

    def get_queryset(self, request: HttpRequest) -> EventQuerySet:
        return super().get_queryset(request).with_next_date()

    @admin.display(description="next date", ordering="next_start")
    def next_date(self, obj: Event) -> str:
        return obj.when() or ("past" if obj.has_dates else "to be announced")

    @admin.display(description="going ahead?")
    def notice(self, obj: Event) -> str:
        return obj.notice() or "yes"

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        added = form.add_repeats()
        if added:
            messages.success(request, f"{len(added)} more dates were added.")
        if added and form.repeats_after(added[-1]):
            day = date_format(localtime(added[-1]), "j F Y")
            messages.warning(
                request,
                f"The last of them is on {day}: {MOST_REPEATS} is the most at once. To go on from "
                "there, repeat the last date once more.",
            )


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
