from django.urls import path

from . import calendar, views

app_name = "events"

urlpatterns = [
    path("", views.ComingEventsView.as_view(), name="list"),
    path("past/", views.PastEventsView.as_view(), name="past"),
    path("calendar.ics", calendar.all_events, name="calendar"),
    path("feed/", calendar.feed, name="feed"),
    path("<slug:slug>.ics", calendar.one_event, name="ics"),
    path("<slug:slug>/", views.EventView.as_view(), name="event"),
]
