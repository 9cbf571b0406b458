"""/graduated-response/: worries, stages, guides, journeys. An age is a page below its worry."""

from django.urls import path

from graduated_response.views import booklet, copy_requests, journeys, meeting
from graduated_response.views import pages as views

app_name = "graduated_response"

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("guides/<slug:slug>/", views.GuideView.as_view(), name="guide"),
    path("guides/<slug:slug>/print/", views.GuidePrintView.as_view(), name="guide_print"),
    path("journeys/<slug:slug>/", journeys.JourneyView.as_view(), name="journey"),
    path("prepare/", meeting.prepare, name="prepare"),
    path("prepare/blank/", meeting.blank, name="prepare_blank"),
    path("booklet/", booklet.BookletView.as_view(), name="booklet"),
    path("booklet/booklet.<slug:ending>", booklet.current_file, name="booklet_file"),
    path("booklet/ask/", copy_requests.ask, name="booklet_ask"),
    path("booklet/ask/<slug:reference>/", copy_requests.asked, name="booklet_asked"),
    path("booklet/<slug:edition>/", booklet.EditionView.as_view(), name="booklet_edition"),
    path(
        "booklet/<slug:edition>/booklet.<slug:ending>",
        booklet.edition_file,
        name="booklet_edition_file",
    ),
    path("<slug:slug>/", views.PageView.as_view(), name="page"),
    path("<slug:slug>/<slug:age_band>/", views.WorryView.as_view(), name="worry"),
]
