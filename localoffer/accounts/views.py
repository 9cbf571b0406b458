"""Pages for staff about their own account. They look like the rest of the admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.http import HttpResponse
from django.urls import reverse_lazy

from localoffer.ui.admin_site import with_admin_csp

from .resetting import ForgottenForm, NewPasswordForm


class InAdmin:
    """Mixin: the frame and the content policy of the admin."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponse]:
        return with_admin_csp(super().as_view(**initkwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs)


class Forgotten(InAdmin, views.PasswordResetView):
    form_class = ForgottenForm
    template_name = "accounts/forgotten.html"
    success_url = reverse_lazy("password_reset_done")
    title = "Choose a new password"


class Sent(InAdmin, views.PasswordResetDoneView):
    template_name = "accounts/sent.html"
    title = "Look into your e-mail"


class NewPassword(InAdmin, views.PasswordResetConfirmView):
    form_class = NewPasswordForm
    template_name = "accounts/new_password.html"
    success_url = reverse_lazy("password_reset_complete")
    title = "Choose a new password"


class Done(InAdmin, views.PasswordResetCompleteView):
    template_name = "accounts/done.html"
    title = "Your new password is set"
