"""The page on which somebody sets up the second step of signing in, or renews their codes."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from localoffer.ui.admin_site import with_admin_csp
from localoffer.ui.widgets import CodeInput

from . import second_factor
from .second_factor import Refused

TITLE = "The second step of signing in"
PENDING = "second_factor"
SENT_AWAY = "You sign in with your password alone from now on."


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        label="Code from your app",
        error_messages={"required": "Type the six digits that your app shows."},
        widget=CodeInput,
    )


def page(request: HttpRequest) -> HttpResponse:
    """GET shows the secret, or that it is set up; POST does what the pressed button says."""
    user = request.user
    is_set_up = second_factor.has_second_factor(user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            return _do(request, form.cleaned_data["code"], is_set_up)
        except Refused as why:
            form.add_error("code", str(why))
    if is_set_up:
        left = StaticToken.objects.filter(device__user=user).count()
        may_take_away = not settings.REQUIRE_SECOND_FACTOR
        return _shown(request, "set_up", form=form, left=left, may_take_away=may_take_away)
    device = pending_device(request)
    picture, secret = second_factor.picture_of(device), second_factor.secret_of(device)
    return _shown(request, "setting_up", form=form, picture=picture, secret=secret)


def pending_device(request: HttpRequest) -> TOTPDevice:
    """Its secret waits in the session: the same until it is confirmed."""
    if PENDING not in request.session:
        request.session[PENDING] = random_hex()
    return second_factor.new_device(request.user, request.session[PENDING])


def _do(request: HttpRequest, code: str, is_set_up: bool) -> HttpResponse:
    if not is_set_up:
        device = pending_device(request)
        codes = second_factor.confirm(device, code)
        login(request, device)
        del request.session[PENDING]
        return _shown(request, "recovery_codes", codes=codes)
    if "take_away" in request.POST and not settings.REQUIRE_SECOND_FACTOR:
        second_factor.take_away(request.user, code)
        messages.success(request, SENT_AWAY)
        return redirect("admin:index")
    codes = second_factor.renew_recovery_codes(request.user, code)
    return _shown(request, "recovery_codes", codes=codes)


def _shown(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    frame = admin.site.each_context(request) | {"title": TITLE}
    return render(request, f"accounts/{name}.html", frame | context)


# `admin_view` sends away who is not signed in, and checks forms against forgery.
second_factor_page = with_admin_csp(
    never_cache(require_http_methods(["GET", "HEAD", "POST"])(admin.site.admin_view(page)))
)
