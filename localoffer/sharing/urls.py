"""Posters, and the short addresses that stand on them."""

from django.urls import path

from . import views

app_name = "sharing"

urlpatterns = [
    path("poster/", views.poster, name="poster"),
    path("poster/code.svg", views.code_svg, name="svg"),
    path("poster/code.png", views.code_png, name="png"),
    path("s/<slug:code>/", views.follow, name="short"),
    path("s/<slug:code>/<path:rest>", views.follow, name="short_below"),
]
