"""Addresses of the site as a whole. The plain pages come last: they take any one word."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from localoffer.publishing.views import read_only

from . import views

app_name = "site"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("theme.css", views.theme, name="theme"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security, name="security_txt"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path(
        "sitemap.xml",
        read_only(lambda request: sitemap(request, views.sitemaps())),
        name="sitemap",
    ),
    path("<slug:slug>/", views.SitePageView.as_view(), name="page"),
]
