"""/you-said-we-did/: all rounds, and those of a year."""

from django.urls import path, re_path

from surveys.views import you_said as views

app_name = "you_said"

urlpatterns = [
    path("", views.RoundsView.as_view(), name="list"),
    re_path(r"^(?P<year>[0-9]{4})/$", views.YearView.as_view(), name="year"),
]
