"""Below /admin/. The names of the pages about passwords are those that Django looks for."""

from django.urls import path

from . import views
from .second_factor_page import second_factor_page

urlpatterns = [
    path("second-step/", second_factor_page, name="second_factor"),
    path("password/", views.Forgotten.as_view(), name="admin_password_reset"),
    path("password/sent/", views.Sent.as_view(), name="password_reset_done"),
    path("password/done/", views.Done.as_view(), name="password_reset_complete"),
    path("password/<uidb64>/<token>/", views.NewPassword.as_view(), name="password_reset_confirm"),
]
