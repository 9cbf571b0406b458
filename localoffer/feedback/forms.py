"""The form that families fill in."""

from django import forms
from django.urls import Resolver404, resolve

from localoffer.submissions.forms import SubmissionForm

from .models import Comment

# Pages for staff, and addresses that one person was given.
NOT_PUBLIC = ("/admin/", "/preview/")
LONGEST = Comment._meta.get_field("page").max_length


class CommentForm(SubmissionForm):
    submit_label = "Send"

    class Meta:
        model = Comment
        fields = ["category", "words", "page", "email"]
        labels = {
            "category": "What is it about?",
            "words": "Your comment",
            "page": "Which page is it about? (optional)",
            "email": "Your e-mail (optional)",
        }
        help_texts = {
            "words": "Please do not write names, or anything about a child's health or help.",
            "page": "Its name or its address.",
            "email": "Only if you want us to tell you when we have answered. We do not publish it.",
        }
        widgets = {
            "category": forms.RadioSelect,
            "words": forms.Textarea({"rows": 8}),
            "email": forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = Comment.Category.choices
        self.fields["words"].required = True


def public_path(address: str) -> str:
    """The path, where it is that of a public page of this site; else empty."""
    path = address.partition("?")[0].partition("#")[0]
    if not path.startswith("/") or path.startswith(("//", *NOT_PUBLIC)) or len(path) > LONGEST:
        return ""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
