"""Asking for an address as each of the people, and saying in a word what the answer was."""

import hashlib
import re
from collections.abc import Callable
from copy import copy
from http import HTTPStatus
from http.cookies import SimpleCookie

import pytest
from django.contrib.admin import AdminSite
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from localoffer.people.models import may, scope_of
from localoffer.publishing.models import Published

from .addresses import Address
from .world import NOTE, SECRET, World, all_tables, secret_of

WORDS = {
    200: "ok",
    301: "moves on",
    302: "moves on",
    400: "bad request",
    403: "refused",
    404: "no page",
    405: "no such method",
    500: "fault",
    503: "not ready",
}
CHANGES = " + changes"
WRITES = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Asking:
    """`leaks` collects what an answer told somebody who may not know it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.cookies = {name: cookie_of(person) for name, person in world.people.items()}
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.leaks: list[str] = []
        self.counting = set(all_tables())
        self.reads = True

    def spare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What nobody will look at is not rendered: that takes most of the time. Who asks is not
        read again for every request: a fifth of it. All this is put in place once: doing so for
        each request took a third."""
        page = SimpleTemplateResponse.rendered_content.fget
        text, menu = Template.render, AdminSite.each_context
        for place, name, instead in (
            (SimpleTemplateResponse, "rendered_content", property(self.if_read(page, str))),
            (Template, "render", self.if_read(text, str)),
            (AdminSite, "each_context", self.if_read(menu, dict)),
            (ModelBackend, "get_user", lambda backend, pk: copy(self.people[int(pk)])),
        ):
            monkeypatch.setattr(place, name, instead)

    def if_read(self, made: Callable, empty: Callable) -> Callable:
        return lambda *args, **named: made(*args, **named) if self.reads else empty()

    def start(self, kind: type[Published]) -> None:
        """From now on it is about rows of this kind, with the database as it is now."""
        self.world.set_remits(kind)
        self.now = transaction.savepoint()
        self.before = {table: digest(table) for table in self.counting}
        hidden = self.world.rows[kind]["draft"]
        # As new objects: Django and we remember rights on them.
        self.people = User.objects.in_bulk([each.pk for each in self.world.people.values() if each])
        for person in self.people.values():
            person.get_all_permissions()
            scope_of(person)
        self.seeing = {
            name: person is not None and may(self.people[person.pk], "view", hidden)
            for name, person in self.world.people.items()
        }

    def row(self, address: Address) -> dict[str, str]:
        """What each column of the table says about one address."""
        return {name: self.cell(address, name) for name in self.world.people}

    def cell(self, address: Address, name: str) -> str:
        hidden = self.hidden(address, name)
        self.reads = bool(hidden)
        wrote: list[str] = []
        with connection.execute_wrapper(noting(wrote)):
            response = self.answer(address, name)
            body = b"".join(response) if response.streaming else response.content
        changed = any(self.before[table] != digest(table) for table in self.counting & {*wrote})
        if wrote or response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            # Only then: a savepoint for each request of thousands is a third of the statements.
            transaction.savepoint_rollback(self.now)
        told = body.decode(errors="replace") + str(response.headers)
        self.leaks += [f"{address} tells {name}: {each}" for each in hidden if each in told]
        return in_words(response) + (CHANGES if changed else "")

    def answer(self, address: Address, name: str) -> HttpResponse:
        """Like django.test.Client, but it keeps no copy of every context."""
        factory = RequestFactory()
        factory.cookies = SimpleCookie(self.cookies[name])
        ask = factory.get if address.method == "GET" else factory.post
        return self.handler(ask(address.path, address.data).environ)

    def hidden(self, address: Address, name: str) -> list[str]:
        """What the answer must not tell this person."""
        if address.is_public:
            return [NOTE] if address.kind and self.seeing[name] else [NOTE, SECRET]
        if address.kind is None or self.seeing[name]:
            return []
        return [secret_of(address.kind)]


def digest(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


def cookie_of(person: User | None) -> dict[str, str]:
    if person is None:
        return {}
    client = Client()
    client.force_login(person)
    return {key: morsel.value for key, morsel in client.cookies.items()}


def noting(wrote: list[str]) -> Callable:
    """Notes the table of each statement that writes, or the statement where it names none."""

    def note(execute, sql, params, many, context):
        if not sql.startswith(READS):
            found = WRITES.match(sql)
            wrote.append(found[1] if found else sql)
        return execute(sql, params, many, context)

    return note


def in_words(response: HttpResponse) -> str:
    if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
        return "sign in"
    return WORDS[response.status_code]
