"""The admin: where staff edit everything."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string

with_admin_csp = csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)


class StaffAdminSite(admin.AdminSite):
    """Django's admin site under a policy of its own: own scripts only, nothing inline."""

    site_header = "Local Offer: staff"
    site_title = "Local Offer staff"
    index_title = "What needs doing today"
    enable_nav_sidebar = True

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return with_admin_csp(super().admin_view(view, cacheable))

    @property
    def login_form(self) -> type[AuthenticationForm]:
        return import_string(settings.SIGN_IN_FORM)

    @method_decorator(with_admin_csp)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().login(request, extra_context)
