"""The front door: which slice answers which address."""

from django.contrib import admin
from django.urls import include, path

from localoffer.publishing.version_pages import preview_by_link
from localoffer.ui.views import gallery

urlpatterns = [
    path("admin/components/", gallery, name="component_gallery"),
    path("admin/", include("localoffer.accounts.urls")),
    path("admin/", admin.site.urls),
    path("preview/<slug:key>/", preview_by_link, name="preview"),
    path("events/", include("events.urls")),
    path("graduated-response/", include("graduated_response.urls.pages")),
    path("ordinarily-available-provision/", include("graduated_response.urls.provision")),
    path("questions/", include("graduated_response.urls.questions")),
    path("you-said-we-did/", include("surveys.urls.you_said")),
    path("surveys/", include("surveys.urls.surveys")),
    path("feedback/", include("localoffer.feedback.urls")),
    path("glossary/", include("localoffer.glossary.urls")),
    path("media/", include("localoffer.media.urls")),
    path("", include("localoffer.sharing.urls")),
    path("", include("localoffer.site.urls")),
]
