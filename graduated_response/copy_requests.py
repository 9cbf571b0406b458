"""What happens with a request for a copy: it is kept once, the council and the person are told, and
what it says about the person is deleted in time. No log and no e-mail to the council holds that.
"""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from graduated_response.models import CopyRequest
from localoffer.outbox.writing import write
from localoffer.site.context import settings_of


def tell(request: CopyRequest) -> None:
    tell_council(request)
    tell_person(request)


def tell_council(request: CopyRequest) -> None:
    site = settings_of(None)
    if not site.email:
        return  # staff see it on their first page
    page = reverse("admin:graduated_response_copyrequest_change", args=[request.pk])
    write(
        f"copy request {request.pk} council",
        site.email,
        f"Somebody asked for the booklet: {request.get_wanted_display()}",
        f"""Hello,

Somebody asked for the booklet in another way.

What they would like: {request.get_wanted_display()}
Reference: {request.reference}

How to reach them is here, for those who may see it:
{settings.SITE_URL}{page}
""",
    )


def tell_person(request: CopyRequest) -> None:
    if not request.email:
        return
    site = settings_of(None)
    contact = " or ".join(filter(None, [site.phone, site.email]))
    try:
        write(
            f"copy request {request.pk} receipt",
            request.email,
            f"We got your request ({request.reference})",
            f"""Hello,

You asked us for our booklet. We will get back to you within ten working days.

What you asked for: {request.get_wanted_display()}
Your reference: {request.reference}
{f"Questions? Contact us: {contact}" if contact else ""}

Did you not ask for this? Then somebody typed your address by mistake. You need do nothing: we
delete it when we are done.

{site.council_name}
""",
        )
    except ValidationError:
        return  # the form has checked it; a newer rule must not lose the request


def forget(now: datetime) -> int:
    """Delete what is kept long enough; how many."""
    return CopyRequest.objects.to_forget(now).delete()[0]
