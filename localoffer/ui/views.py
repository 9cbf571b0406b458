"""Pages about the design itself."""

from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .gallery import EXAMPLES, FILLED, EveryField


@require_safe
@never_cache
@staff_member_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component and every form field in every state: what axe and screenshots run on."""
    context = {
        **EXAMPLES,
        "page_obj": Paginator(range(90), 9).page(5),
        "empty_form": EveryField(prefix="empty"),
        "filled_form": EveryField(prefix="filled", initial=FILLED),
        "wrong_form": EveryField({}, {}, prefix="wrong"),
    }
    return TemplateResponse(request, "admin/components.html", context)
