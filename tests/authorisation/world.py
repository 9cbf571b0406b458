"""Rows of every kind and people of every role, for the matrix of addresses and roles."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from uuid import uuid4

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from graduated_response.models import (
    Area,
    AskedQuestion,
    BookletBuild,
    BookletEdition,
    CopyRequest,
    Page,
    Part,
    Question,
    Statement,
)
from localoffer.accounts.models import SignInApp
from localoffer.editorial.models import ExternalLink
from localoffer.feedback.models import Comment
from localoffer.media.models import Document, Image, Video
from localoffer.outbox.models import Message
from localoffer.people import audit_chain
from localoffer.people.models import Remit
from localoffer.people.parts import set_parts
from localoffer.people.roles import ROLES
from localoffer.publishing.models import PreviewLink, Published, State, Version, published_models
from localoffer.publishing.permissions import RightsOfOwner
from localoffer.publishing.snapshots import take
from localoffer.redirects.models import Redirect
from localoffer.site.models import SiteSettings
from surveys.models import Cycle, Finding, Promise
from tests.media.factories import make_document, make_image, make_video
from tests.publishing.examples import example, new

# Nobody may read these who may not see the row; nobody on a page for the public may read a note.
SECRET, NOTE = "SECRET-OF-", "NOTE-FOR-STAFF"
# Of what the public sent.
REFERENCE = "ABCDEFGH"

ANONYMOUS, NOBODY, SUPERUSER = "anonymous", "no role", "superuser"
OWN, FOREIGN = "contributor, own kind", "contributor, other kind"
# Narrowed to the place of the row that is asked for, and to that of another row of its kind.
PART, OTHER_PART = "contributor, own part", "contributor, other part"
COLUMNS = [ANONYMOUS, NOBODY, OWN, FOREIGN, PART, OTHER_PART, *ROLES[1:], SUPERUSER]

numbers = count(1)
MAKERS = {
    Document: lambda state: make_document(f"document-{state}", state=state),
    Image: lambda state: make_image(f"image-{state}", state=state),
    Video: lambda state: make_video(f"video-{state}", state=state),
    Area: lambda state: example(Area, state=state, slug=f"area-{state}"),
    Statement: lambda state: example(
        Statement,
        state=state,
        code=f"ZZ{next(numbers)}",
        area=Area.objects.get(slug=f"area-{state}"),
    ),
    Page: lambda state: example(Page, state=state, kind=Page.Kind.WORRY),
}
SMALL_MAKERS = {
    User: lambda: User.objects.create_user("target", is_staff=True),
    Group: lambda: Group.objects.create(name="A group of this site"),
    SignInApp: lambda: SignInApp.objects.create(
        user=User.objects.create(username="phone", is_staff=True), name="App"
    ),
    LogEntry: lambda: LogEntry.objects.create(
        user=User.objects.get(username=SUPERUSER), action_flag=CHANGE, object_repr="Something"
    ),
    SiteSettings: lambda: SiteSettings.objects.create(pk=1),
    Redirect: lambda: Redirect.objects.create(old_path="/once/", new_path="/events/"),
    Message: lambda: Message.objects.create(key="k", to="p@example.org", subject="Hello"),
    BookletEdition: lambda: make_edition(),
    CopyRequest: lambda: CopyRequest.objects.create(
        key=uuid4(), reference=REFERENCE, wanted="paper"
    ),
    AskedQuestion: lambda: AskedQuestion.objects.create(
        key=uuid4(), reference=REFERENCE, words=f"{SECRET}words"
    ),
    Comment: lambda: Comment.objects.create(
        key=uuid4(), reference=REFERENCE, category="content", words="Something"
    ),
    ExternalLink: lambda: ExternalLink.objects.create(url="https://example.org/far"),
}


@dataclass
class World:
    """`rows[model]` are the rows to ask for: {"draft": ..., "live": ...}, or {"": ...}."""

    rows: dict[type[Model], dict[str, Model]] = field(default_factory=dict)
    people: dict[str, User | None] = field(default_factory=dict)
    link: PreviewLink | None = None

    def kind_of(self, model: type[Model]) -> type[Published]:
        """The kind of content by which a remit decides about a model's rows."""
        model_admin = admin.site.get_model_admin(model)
        if isinstance(model_admin, RightsOfOwner):
            return model_admin.owner_model
        return model if issubclass(model, Published) else published_models()[0]

    def set_remits(self, kind: type[Published]) -> None:
        other = next(model for model in published_models() if model is not kind)
        for name, model in ((OWN, kind), (FOREIGN, other), (PART, kind), (OTHER_PART, kind)):
            remit = self.people[name].remit
            remit.kinds.set([ContentType.objects.get_for_model(model)])
        for name, state in ((PART, "draft"), (OTHER_PART, "live")):
            row = self.rows[kind][state].whole()
            set_parts(self.people[name].remit, [f"{row._meta.label_lower}:{row.pk}"])


def make_world() -> World:
    world = World()
    world.people = {name: make_person(name) for name in COLUMNS}
    for model in published_models():
        world.rows[model] = {state: make_content(model, state) for state in ("draft", "live")}
    hide_what_is_not_live()
    tell_no_untruth()
    for model in registered():
        if model not in world.rows:
            world.rows[model] = small_rows(world, model)
    for rows in world.rows.values():
        for row in rows.values():
            row.refresh_from_db()
        if isinstance(row := rows.get("draft"), Published):
            Version.objects.save_draft(row, take(row), world.people[SUPERUSER]).submit(None)
    draft = world.rows[published_models()[0]]["draft"]
    world.link = PreviewLink.objects.create(row=draft, made_by=world.people[SUPERUSER])
    audit_chain.extend()  # what the world wrote into the log is no change that a request makes
    return world


def make_person(name: str) -> User | None:
    if name == ANONYMOUS:
        return None
    role = "Contributor" if name in (OWN, FOREIGN, PART, OTHER_PART) else name
    person = User.objects.create(username=name, is_staff=True, is_superuser=name == SUPERUSER)
    person.groups.set(Group.objects.filter(name=role))
    if role == "Contributor":
        Remit.objects.create(user=person)
    return person


def make_content(model: type[Published], state: str) -> Published:
    maker = MAKERS.get(model)
    row = maker(state) if maker else example(model, state=state)
    times = {"live_from": None, "expires": None}
    model.objects.filter(pk=row.pk).update(state=state, **times)
    row.refresh_from_db()
    return row


def secret_of(model: type[Published]) -> str:
    """The mark at the end tells a question from a set of questions."""
    return f"{SECRET}{model._meta.model_name}!"


def make_edition() -> BookletEdition:
    edition = BookletEdition.objects.create(name="2025", slug="2025", content={})
    BookletBuild.objects.create(key="edition-2025", edition=edition)
    return edition


def hide_what_is_not_live() -> None:
    for model in published_models():
        model.objects.update(notes=NOTE, owner=f"{NOTE}@example.org")
        hidden = model.objects.exclude(state=State.LIVE)
        hidden.update(title=secret_of(model), summary=f"{SECRET}summary")


def tell_no_untruth() -> None:
    """So that what may be published is a question of rights alone: the examples' numbers and days
    know nothing of each other."""
    Finding.objects.update(base=10)
    Promise.objects.update(kept_on=date(2025, 6, 1))
    Question.objects.update(as_at=date(2025, 6, 1))
    for year, row in enumerate(Cycle.objects.order_by("pk"), 2019):
        Cycle.objects.filter(pk=row.pk).update(year=year)


def small_rows(world: World, model: type[Model]) -> dict[str, Model]:
    """A row of what is not content; of what belongs to content one for each state of that."""
    model_admin = admin.site.get_model_admin(model)
    if isinstance(model_admin, RightsOfOwner):
        owners = world.rows[model_admin.owner_model]
        return {
            state: model.objects.filter(**{model_admin.owner: owner}).first()
            for state, owner in owners.items()
        }
    return {"": SMALL_MAKERS[model]() if model in SMALL_MAKERS else new(model)}


@cache
def registered() -> list[type[Model]]:
    return [model for model in apps.get_models() if admin.site.is_registered(model)]


def age_band_of(page: Page) -> str:
    return Part.objects.filter(page=page, age_band__isnull=False).first().age_band.slug


@cache
def all_tables() -> list[str]:
    """What a request may not change unless the table says so. Signing in, and having opened a
    page, leave marks of their own."""
    apart = {"django_session", "people_tally", "publishing_editing"}
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models} - apart)
