from django.urls import path, re_path

from graduated_response.views import audit, editions
from graduated_response.views import provision as views

app_name = "provision"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("expectations.csv", views.as_csv, name="csv"),
    path("editions/", editions.EditionListView.as_view(), name="editions"),
    path("editions/<slug:slug>/", editions.EditionView.as_view(), name="edition"),
    path("audit/", audit.choose, name="audit"),
    path("audit/form/", audit.fill_in, name="audit_form"),
    path("audit/summary/", audit.summary, name="audit_summary"),
    path("audit/download/", audit.download, name="audit_download"),
    path("audit/continue/", audit.carry_on, name="audit_continue"),
    # Before the areas: Area.clean() refuses an address that looks like a code.
    re_path(
        r"^(?P<code>[A-Za-z]{1,4}[1-9][0-9]{0,3})/$", views.statement_by_code, name="statement"
    ),
    path("<slug:slug>/", views.AreaView.as_view(), name="area"),
]
