"""The second step of signing in: codes from an app (TOTP), and emergency codes on paper."""

import time
from base64 import b32encode

import segno
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
NAME, PAPER = "App", "Emergency codes"
WRONG = "This code is not right, or was used before. Wait for the next one in your app."
TOO_OFTEN = "There were too many wrong codes. Wait a little, then type a new one."


class Refused(Exception):
    """Why a code is not taken: a sentence for the person."""


def has_second_factor(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user.pk, confirmed=True).exists()


def check_code(user: User, code: str) -> Device:
    """The device that knows the code. It knows it only once; wrong ones make it wait longer and
    longer. Raises Refused.

    The row is locked, so that two requests at the same moment cannot use one code twice. What
    counts wrong codes must be kept, so it is refused after the transaction.
    """
    code = "".join(code.split()).lower()
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user.pk, confirmed=True).first()
        if device is None:
            raise Refused(WRONG)
        allowed, _ = device.verify_is_allowed()
        known = allowed and device.verify_token(code)
    if not known:
        raise Refused(WRONG if allowed else TOO_OFTEN)
    return device


def new_device(user: User, key: str) -> TOTPDevice:
    """Not saved: a secret counts from the moment on at which somebody showed that they have it."""
    return TOTPDevice(user=user, name=NAME, key=key)


def confirm(device: TOTPDevice, code: str) -> list[str]:
    """Keep a new device by its first code; the emergency codes come with it. Raises Refused."""
    code = "".join(code.split())
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()  # it stands still between checking and noting
    if not code.isdecimal() or not totp.verify(int(code), device.tolerance):
        raise Refused(WRONG)
    with transaction.atomic():
        device.last_t = totp.t()  # this code, too, is good only once
        device.save()
        _log(device.user, "Set up the second step of signing in.")
        return new_recovery_codes(device.user)


def new_recovery_codes(user: User) -> list[str]:
    """Ten codes, each good for once. Those from before are worth nothing any more."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name=PAPER)
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=each) for each in codes)
    return codes


def renew_recovery_codes(user: User, code: str) -> list[str]:
    """Raises Refused."""
    check_code(user, code)
    with transaction.atomic():
        _log(user, "Made new emergency codes for signing in.")
        return new_recovery_codes(user)


def take_away(user: User, code: str) -> None:
    """Raises Refused."""
    check_code(user, code)
    with transaction.atomic():
        _log(user, "Took the second step of signing in away.")
        forget(user)


def forget(user: User) -> None:
    """The person signs in with the password alone, and can set it up anew."""
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()


def picture_of(device: TOTPDevice) -> SafeString:
    """The secret as a picture for the app. It has no style and no script."""
    drawn = segno.make(device.config_url, error="m")
    picture = drawn.svg_inline(border=4, light="#fff", omitsize=True, title="Code to scan")
    return mark_safe(picture)  # noqa: S308 - the library escapes the title, the rest is numbers


def secret_of(device: TOTPDevice) -> str:
    """For those who cannot scan: in groups of four, as apps take it."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _log(user: User, words: str) -> None:
    LogEntry.objects.log_actions(user.pk, [user], CHANGE, words)
