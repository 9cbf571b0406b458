from django.urls import path, re_path

from graduated_response.views import editions
from graduated_response.views import provision as views

app_name = "provision"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("expectations.csv", views.as_csv, name="csv"),
    path("editions/", editions.EditionListView.as_view(), name="editions"),
    path("editions/<slug:slug>/", editions.EditionView.as_view(), name="edition"),
    # Before the areas: Area.clean() refuses an address that looks like a code.
    re_path(
        r"^(?P<code>[A-Za-z]{1,4}[1-9][0-9]{0,3})/$", views.statement_by_code, name="statement"
    ),
    path("<slug:slug>/", views.AreaView.as_view(), name="area"),
]
