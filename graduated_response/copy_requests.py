"""What happens with a request for a copy: it is kept once, the council and the person are told, and
what it says about the person is deleted in time. No log and no e-mail to the council holds that.
"""

from datetime import datetime

from graduated_response.models import CopyRequest
from localoffer.voices.telling import tell_council, tell_person


def tell(request: CopyRequest) -> None:
    wanted = request.get_wanted_display()
    tell_council(
        request,
        f"Somebody asked for the booklet: {wanted}",
        "Somebody asked for the booklet in another way.",
        f"What they would like: {wanted}",
        "How to reach them is here, for those who may see it:",
    )
    tell_person(
        request,
        "receipt",
        "We got your request",
        f"""You asked us for our booklet. We will get back to you within ten working days.

What you asked for: {wanted}""",
    )


def forget(now: datetime) -> int:
    """Delete what is kept long enough; how many."""
    return CopyRequest.objects.to_forget(now).delete()[0]
