"""Posters, and the short addresses that stand on them."""

from django.urls import path, re_path

from . import views

app_name = "sharing"

urlpatterns = [
    path("poster/", views.poster, name="poster"),
    path("poster/code.svg", views.code_svg, name="svg"),
    path("poster/code.png", views.code_png, name="png"),
    path("s/<slug:code>/", views.follow, name="short"),
    re_path(r"^s/(?P<code>\w+)/(?P<rest>(?:[-\w]+/)+)$", views.follow, name="short_below"),
]
