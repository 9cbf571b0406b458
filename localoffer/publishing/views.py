"""How the public reads content: lists and single items, with a preview for staff."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, TemplateView

from localoffer.people.models import may

from .models import Published


def may_preview(request: HttpRequest, thing: type[Published] | Published) -> bool:
    """Whether this visitor is staff who may see an unpublished row, or (of a model) any of it.
    Whoever looks at a preview sees what it shows, and no more.

    The session is only looked at when its cookie came along, so that pages for the public stay
    the same for everybody and set no `Vary: Cookie`.
    """
    if shown := getattr(request, "preview", None):
        return shown.shows(thing)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = request.user
    return user.is_active and user.is_staff and may(user, "view", thing)


def find_live_or_preview(
    request: HttpRequest, querysets: QuerySet | Iterable[QuerySet], **lookup: object
) -> Published:
    """The live row that matches, else an unpublished one for staff who may see it, else 404.

    The row tells with `row.is_preview` which it is. A preview must be sent never-cached.
    """
    querysets = [querysets] if isinstance(querysets, QuerySet) else list(querysets)
    for queryset in querysets:
        if found := queryset.live().filter(**lookup).first():
            found.is_preview = False
            return found
    for queryset in querysets:
        found = may_preview(request, queryset.model) and queryset.filter(**lookup).first()
        if found and may_preview(request, found):
            found.is_preview = True
            return found
    raise Http404("There is no such page.")


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer GET and HEAD, and everything else with 405.

    A read changes nothing, so it needs no check against forged forms, which would answer a POST
    with 403 before the view is asked.
    """
    return csrf_exempt(require_safe(view))


class PublicView:
    """Mixin: the same as `read_only`, for classes."""

    http_method_names = ("get", "head")

    @classmethod
    def as_view(cls, **initkwargs: object) -> Callable[..., HttpResponse]:
        return csrf_exempt(super().as_view(**initkwargs))


class PublicTemplateView(PublicView, TemplateView):
    pass


class PublishedListView(PublicView, ListView):
    """Live rows of one kind, in pages. Set `model` and `ordering`; narrow in `get_queryset`."""

    paginate_by = 20

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().live()


class PublishedDetailView(PublicView, DetailView):
    """One row at its address; staff with the permission see it before it is live."""

    slug_lookup = "slug"

    def get_object(self, queryset: QuerySet | None = None) -> Published:
        rows = self.get_queryset() if queryset is None else queryset
        return find_live_or_preview(
            self.request, rows, **{self.slug_lookup: self.kwargs[self.slug_url_kwarg]}
        )

    def render_to_response(self, context: dict, **kwargs: object) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if getattr(self.object, "is_preview", False):
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response
