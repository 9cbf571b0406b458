"""What a person may edit beyond what their role says: which kinds of content, and which part."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from localoffer.plain_text.fields import CharField

EDIT_EVERYWHERE = "people.edit_everywhere"


class Remit(models.Model):
    """Narrows a person, whatever their role. Nothing narrows a superuser."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="person", related_name="remit"
    )
    kinds = models.ManyToManyField(
        ContentType,
        blank=True,
        verbose_name="kinds of content",
        related_name="+",
        help_text="They see and edit these only. Tick also what these belong to, such as the sets "
        "of questions, or choose some of those below.",
    )

    class Meta:
        permissions = [("edit_everywhere", "Can edit content of every kind")]

    def __str__(self) -> str:
        return f"What {self.user} may edit"


class RemitPart(models.Model):
    """A row of content to which a remit is narrowed: to its pages, say, or to itself.

    It stays when the row is deleted: what is left then is nothing, and not the whole kind.
    """

    remit = models.ForeignKey(Remit, models.CASCADE, related_name="parts")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["remit", "content_type", "object_id"], name="people_remitpart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}"

    def in_words(self) -> str:
        """What it is called, as long as it is there."""
        row = self.content_type.get_all_objects_for_this_type(pk=self.object_id).first()
        return f"{self.content_type.name} {self.object_id}: {row or 'deleted'}"


class TallyQuerySet(models.QuerySet):
    def add_one(self, key: str, lasts: timedelta) -> int:
        """One more, and how many it is; a count whose time is over begins anew.

        Each step is one statement that takes the row for itself, so of many at the same moment each
        gets a number of its own, in whichever process it is.
        """
        now = timezone.now()
        runs = Q(until__gt=now)
        step = {
            "count": Case(When(runs, then=F("count") + 1), default=1),
            "until": Case(When(runs, then=F("until")), default=now + lasts),
        }
        with transaction.atomic():
            while not self.filter(key=key).update(**step):
                first = self.model(key=key, count=0, until=now + lasts)
                self.bulk_create([first], ignore_conflicts=True)
            return self.values_list("count", flat=True).get(key=key)

    def take_one_back(self, key: str) -> None:
        self.filter(key=key, count__gt=0).update(count=F("count") - 1)

    def forget(self, now: datetime) -> int:
        """Delete those whose time is over."""
        return self.filter(until__lt=now).delete()[0]


class Tally(models.Model):
    """How often something was tried until a moment; every process of the site counts together."""

    key = CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    objects = TallyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"


class AuditLink(models.Model):
    """A link of the chain of the audit log (chain.py). Its entry is named, not related: the link
    stays when somebody deletes the entry. The number is there once, so the chain never forks.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    digest = CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Link {self.number} to entry {self.entry}"


class Scope(NamedTuple):
    """Labels of kinds, such as 'events.event', and keys of single rows by the label of their kind.

    The rows narrow the kinds they stand for or contain; the other kinds are whole.
    """

    kinds: frozenset[str]
    parts: dict[str, frozenset[int]]


def scope_of(user: Any) -> Scope | None:
    """What a person is narrowed to; None for all.

    Who has no remit edits everywhere or nowhere, by their role. It is asked once for each request:
    every request has a user object of its own.
    """
    if not hasattr(user, "scope_in_remit"):
        user.scope_in_remit = _scope_of(user)
    return user.scope_in_remit


def _scope_of(user: Any) -> Scope | None:
    if user.is_superuser:
        return None
    remits = Remit.objects.filter(user=user.pk)
    kinds = list(remits.values_list("kinds__app_label", "kinds__model"))
    if not kinds:
        return None if user.has_perm(EDIT_EVERYWHERE) else Scope(frozenset(), {})
    names = "content_type__app_label", "content_type__model", "object_id"
    parts: dict[str, set[int]] = {}
    for app, model, pk in RemitPart.objects.filter(remit__user=user.pk).values_list(*names):
        parts.setdefault(f"{app}.{model}", set()).add(pk)
    return Scope(
        frozenset(f"{app}.{model}" for app, model in kinds if app),
        {label: frozenset(pks) for label, pks in parts.items()},
    )


def container_of(model: type[models.Model]) -> type[models.Model] | None:
    """The kind whose rows contain rows of this one: a model names the foreign key in `part_of`."""
    name = getattr(model, "part_of", "")
    return model._meta.get_field(name).related_model if name else None


def narrowing(scope: Scope, model: type[models.Model]) -> dict[str, frozenset[int]]:
    """{column: keys}: a row is in the remit where one of them fits; {} where the kind is whole."""
    found = {"pk": scope.parts.get(model._meta.label_lower)}
    if container := container_of(model):
        column = model._meta.get_field(model.part_of).attname
        found[column] = scope.parts.get(container._meta.label_lower)
    return {column: keys for column, keys in found.items() if keys}


def covers(user: Any, thing: type[models.Model] | models.Model) -> bool:
    """Whether a row, as it stands in memory, is in a person's remit; of a model, whether any is."""
    scope = scope_of(user)
    if scope is None:
        return True
    if thing._meta.label_lower not in scope.kinds:
        return False
    if isinstance(thing, type):
        return True
    columns = narrowing(scope, type(thing))
    return not columns or any(getattr(thing, name) in keys for name, keys in columns.items())


def sees(user: Any, thing: type[models.Model] | models.Model) -> bool:
    """Whether it is there for a person: what the remit covers, and the rows it is narrowed to."""
    if covers(user, thing):
        return True
    keys = scope_of(user).parts.get(thing._meta.label_lower, frozenset())
    return bool(keys) if isinstance(thing, type) else thing.pk in keys


def seen_by(user: Any, model: type[models.Model]) -> Q:
    """The rows of a kind that are there for a person."""
    scope = scope_of(user)
    if scope is None:
        return Q()
    label = model._meta.label_lower
    if label not in scope.kinds:
        return Q(pk__in=scope.parts.get(label, ()))
    found = Q()
    for column, keys in narrowing(scope, model).items():
        found |= Q((f"{column}__in", keys))
    return found


def places_of(user: Any, model: type[models.Model]) -> frozenset[int]:
    """Keys of the rows, such as guides, in which a person is to write rows of this kind; empty
    where they are not narrowed so."""
    scope, container = scope_of(user), container_of(model)
    if scope is None or container is None:
        return frozenset()
    return scope.parts.get(container._meta.label_lower, frozenset())


def can_add(user: Any, model: type[models.Model]) -> bool:
    """Whether a new row can be in the remit; not where that is narrowed to rows of this kind."""
    if not covers(user, model):
        return False
    scope = scope_of(user)
    return scope is None or set(narrowing(scope, model)) != {"pk"}


def may(user: Any, action: str, thing: type[models.Model] | models.Model) -> bool:
    """Whether role and remit allow 'view', 'add', 'change', 'delete' or 'publish', for a row or
    (of a model) for any of its rows."""
    opts = thing._meta
    if not user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}"):
        return False
    if action == "add" and isinstance(thing, type):
        return can_add(user, thing)
    return sees(user, thing) if action == "view" else covers(user, thing)
