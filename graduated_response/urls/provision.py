from django.urls import path, register_converter

from graduated_response.views import audit, editions, provision_print, wordings
from graduated_response.views import provision as views

from .parameters import CodeConverter, DayConverter

register_converter(CodeConverter, "code")
register_converter(DayConverter, "day")

app_name = "provision"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("expectations.csv", views.as_table, {"kind": "csv"}, name="csv"),
    path("expectations.xlsx", views.as_table, {"kind": "xlsx"}, name="xlsx"),
    path("print/", provision_print.print_all, name="print"),
    path("editions/", editions.EditionListView.as_view(), name="editions"),
    path("editions/<slug:slug>/", editions.EditionView.as_view(), name="edition"),
    path("audit/", audit.choose, name="audit"),
    path("audit/form/", audit.fill_in, name="audit_form"),
    path("audit/summary/", audit.summary, name="audit_summary"),
    path("audit/download/", audit.download, name="audit_download"),
    path("audit/continue/", audit.carry_on, name="audit_continue"),
    path("editions/<slug:slug>/<code:code>/", wordings.in_edition, name="in_edition"),
    # Before the areas: Area.clean() refuses an address that looks like a code.
    path("<code:code>/", views.statement_by_code, name="statement"),
    path("<code:code>/history/", wordings.history, name="history"),
    path("<code:code>/<day:day>/", wordings.dated, name="dated"),
    path("<slug:slug>/", views.AreaView.as_view(), name="area"),
]
