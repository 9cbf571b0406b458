"""/questions/: all of them, by set, and each at an address of its own."""

from django.urls import path

from graduated_response.views import asked_questions
from graduated_response.views import questions as views

app_name = "questions"

urlpatterns = [
    path("", views.QuestionListView.as_view(), name="list"),
    path("set/<slug:slug>/", views.QuestionSetView.as_view(), name="set"),
    path("ask/", asked_questions.ask, name="ask"),
    path("asked/<slug:reference>/", asked_questions.asked, name="asked"),
    path("<slug:slug>/", views.QuestionView.as_view(), name="question"),
]
