"""/surveys/: all surveys, and each with its findings."""

from django.urls import path

from surveys.views import surveys as views

app_name = "surveys"

urlpatterns = [
    path("", views.SurveyListView.as_view(), name="list"),
    path("<slug:slug>/", views.SurveyView.as_view(), name="survey"),
]
