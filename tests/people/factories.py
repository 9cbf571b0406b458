"""People with roles and remits."""

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from localoffer.people.models import Remit
from localoffer.people.parts import set_parts

PASSWORD = "correct horse battery"


def make_person(role: str | None = None, *kinds, name: str = "kim", **fields) -> User:
    """Staff with a role; any `kinds` (models) become their remit."""
    person = User.objects.create_user(name, password=PASSWORD, **{"is_staff": True} | fields)
    if role:
        person.groups.add(Group.objects.get(name=role))
    if kinds:
        remit = Remit.objects.create(user=person)
        remit.kinds.set([ContentType.objects.get_for_model(kind) for kind in kinds])
    return person


def narrow(person: User, *rows) -> User:
    """Their remit goes to these rows, and to what is in them."""
    set_parts(person.remit, [f"{row._meta.label_lower}:{row.pk}" for row in rows])
    return as_new(person)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def as_new(person: User) -> User:
    """Without the rights that are remembered on the object, as the next request has it."""
    return User.objects.get(pk=person.pk)
