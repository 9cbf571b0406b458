"""/feedback/: sending a comment, and reading what was sent and answered."""

from django.urls import path, re_path

from . import views

app_name = "feedback"

urlpatterns = [
    path("", views.send, name="send"),
    path("sent/<slug:reference>/", views.sent, name="sent"),
    path("comments/", views.CommentsView.as_view(), name="comments"),
    re_path(r"^comments/(?P<year>20[0-9]{2})/$", views.YearView.as_view(), name="of_year"),
]
