"""The admin: where staff edit everything."""

from collections.abc import Callable, Iterable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string

from .model_admin import StaffModelAdmin

with_admin_csp = csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)


class StaffAdminSite(admin.AdminSite):
    """Django's admin site under a policy of its own: own scripts only, nothing inline."""

    site_header = "Local Offer: staff"
    site_title = "Local Offer staff"
    index_title = "What needs doing today"
    enable_nav_sidebar = True

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """What comes with a package gets our base as well: nothing here is without it."""
        found = admin_class or StaffModelAdmin
        if not issubclass(found, StaffModelAdmin):
            found = type(found.__name__, (StaffModelAdmin, found), {"__module__": found.__module__})
        super().register(model_or_iterable, found, **options)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return with_admin_csp(super().admin_view(view, cacheable))

    def get_urls(self) -> list:
        """Django's own `view_on_site` leads everybody on staff to any row, also to drafts."""
        view = self.admin_view(self.on_site)
        guarded = path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site")
        others = [
            each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"
        ]
        return [guarded, *others]

    def on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        kinds = {str(kind.pk): model for model, kind in self.kinds().items()}
        model_admin = self._registry.get(kinds.get(content_type_id))
        row = model_admin and model_admin.get_object(request, object_id)
        if not row or not model_admin.has_view_permission(request, row):
            raise Http404("There is no such page.")
        return redirect(row)

    def kinds(self) -> dict[type[Model], ContentType]:
        return ContentType.objects.get_for_models(*self._registry)

    @property
    def login_form(self) -> type[AuthenticationForm]:
        return import_string(settings.SIGN_IN_FORM)

    @method_decorator(with_admin_csp)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().login(request, extra_context)
