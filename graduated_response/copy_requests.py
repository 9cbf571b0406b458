"""What happens with a request for a copy: it is kept once, the council and the person are told, and
what it says about the person is deleted in time. No log and no e-mail to the council holds that.
"""

from datetime import datetime

from graduated_response.models import CopyRequest
from localoffer.submissions.emails import tell_council, tell_person


def tell(request: CopyRequest) -> None:
    tell_council(request, "copy_request_council")
    tell_person(request, "receipt", "copy_request_receipt")


def forget(now: datetime) -> int:
    """Delete what is kept long enough; how many."""
    return CopyRequest.objects.to_forget(now).delete()[0]
