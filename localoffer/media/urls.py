from django.urls import path

from . import views

app_name = "media"

urlpatterns = [
    path("documents/", views.DocumentListView.as_view(), name="documents"),
    path("documents/<slug:slug>/", views.DocumentView.as_view(), name="document"),
    path("documents/<slug:slug>/file/", views.DocumentFileView.as_view(), name="document_file"),
    path(
        "documents/<slug:slug>/file/<int:number>/",
        views.DocumentFileView.as_view(),
        name="document_old_file",
    ),
    path("images/<slug:slug>/", views.ImageView.as_view(), name="image"),
    path("images/<slug:slug>/<int:width>/", views.ImageView.as_view(), name="rendition"),
    path("videos/<slug:slug>/", views.VideoView.as_view(), name="video"),
    path("videos/<slug:slug>/file/", views.VideoFileView.as_view(), name="video_file"),
    path("videos/<slug:slug>/captions/", views.CaptionsView.as_view(), name="captions"),
]
