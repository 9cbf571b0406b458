"""Getting ready for a meeting: tick, write, print or save. Nothing of it is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from graduated_response.meeting import word
from graduated_response.meeting.forms import MeetingForm
from graduated_response.meeting.questions import groups
from graduated_response.meeting.sheet import Sheet, as_html, as_text, sheet_of
from graduated_response.models import Page
from graduated_response.self_review.privacy import keeps_nothing
from localoffer.publishing.views import read_only

FILES = {
    "html": ("text/html; charset=utf-8", as_html),
    "docx": (word.KIND, word.as_word),
    "txt": ("text/plain; charset=utf-8", as_text),
}
FORGED = (
    "We could not be sure that this came from our page. Nothing is lost: look at what you wrote "
    "and send it again. Your browser must allow cookies of this site."
)


@keeps_nothing
def prepare(request: HttpRequest) -> HttpResponse:
    """GET: the form, `?about=` a stage or worry first. POST: the sheet, a file, or the form again;
    `do` says which."""
    about = groups(request.GET.get("about", ""))
    if request.method != "POST":
        return _form(request, MeetingForm(groups=about))
    typed = MeetingForm(request.POST, groups=about)
    if typed.is_valid() and request.is_forged:
        typed.add_error(None, FORGED)
    if typed.errors:
        return _form(request, typed, 403 if request.is_forged else 200)
    do = request.POST.get("do")
    if do == "change":
        return _form(request, MeetingForm(initial=typed.cleaned_data, groups=about))
    sheet = sheet_of(typed)
    if do in FILES:
        return _file(sheet, do)
    context = {"sheet": sheet, "carried": typed.carried()}
    return render(request, "graduated_response/meeting_sheet.html", context)


@read_only
def blank(request: HttpRequest) -> HttpResponse:
    """An empty sheet to print: the questions of one stage or worry, else those of all stages."""
    about = request.GET.get("about", "")
    found = groups(about)
    own = [group for group in found if group.slug == about]
    chosen = own or [group for group in found if group.kind == Page.Kind.STAGE]
    questions = [question.words for group in chosen for question in group.questions]
    context = {"sheet": Sheet(questions=tuple(questions)), "about": own[0] if own else None}
    return render(request, "graduated_response/meeting_blank.html", context)


def _form(request: HttpRequest, form: MeetingForm, status: int = 200) -> HttpResponse:
    ticked = form.ticked()
    opened = {
        group.slug for group in form.groups if ticked & {each.key for each in group.questions}
    }
    context = {
        "form": form,
        "ticked": ticked,
        "opened": opened | {group.slug for group in form.groups[:1]},
    }
    return render(request, "graduated_response/meeting_form.html", context, status=status)


def _file(sheet: Sheet, ending: str) -> HttpResponse:
    kind, write = FILES[ending]
    response = HttpResponse(write(sheet), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="my-meeting.{ending}"'
    return response
