"""Sending a comment, and reading what was sent and answered."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from localoffer.publishing.views import PublicView, read_only
from localoffer.submissions.views import form_page, take

from . import emails
from .forms import CommentForm, public_path
from .models import Comment
from .years import years

TITLE = "Tell us what you think of this local offer"


@form_page
def send(request: HttpRequest) -> HttpResponse:
    """`?page=/glossary/` says which page it is about."""
    about = public_path(request.GET.get("page", ""))
    form = CommentForm(request.POST or None, initial={"page": about})
    if kept := take(request, form, "comment", emails.tell):
        return redirect("feedback:sent", kept.reference)
    context = {"form": form, "title": TITLE}
    return render(request, "feedback/comment_form.html", context, status=form.status)


@read_only
@never_cache
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Says nothing about the comment: who has the address of this page need not have sent it."""
    get_object_or_404(Comment, reference=reference)
    response = render(request, "feedback/comment_sent.html", {"reference": reference})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


class CommentsView(PublicView, ListView):
    """Published comments of all years, the newest answer first."""

    queryset = Comment.objects.live().defer("words", "page", "email")
    paginate_by = 10
    template_name = "feedback/comments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(years=years(), **kwargs)


class YearView(CommentsView):
    """Those sent in one year. A comment on another page of it has its place here too, so that its
    address leads to it."""

    template_name = "feedback/year.html"

    def get_queryset(self) -> QuerySet[Comment]:
        return super().get_queryset().of_year(int(self.kwargs["year"]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["of_year"] = next(
            (each for each in context["years"] if each["year"] == int(self.kwargs["year"])), None
        )
        if context["of_year"] is None:
            raise Http404("Nobody sent a comment in that year.")
        page = context["page_obj"]
        shown = {comment.reference for comment in page}
        references = self.object_list.values_list("reference", flat=True)
        context["elsewhere"] = [
            {"reference": reference, "page": place // self.paginate_by + 1}
            for place, reference in enumerate(references if page.has_other_pages() else [])
            if reference not in shown
        ]
        return context
