"""Who may do what: five roles, kept as groups. This table is the one place that says so.

`give_rights` writes it into the database. A new kind of content needs a row here and a migration
that calls `give_rights` again (or the command `sync_roles`); tests/people/test_roles.py says so.
"""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS

ROLES = ("Contributor", "Editor", "Publisher", "Survey analyst", "Administrator")

NOTHING = ""
VIEW = "view"
NEW = "view add"
# To change content is to write drafts of it; its parts are changed with the draft.
DRAFTS = "view add change"
PARTS = "view add change delete"
PUBLISH = "view add change delete publish"

EVERYBODYS_DRAFTS = (DRAFTS, DRAFTS, PUBLISH, NOTHING, PUBLISH)
EVERYBODYS_PARTS = (PARTS, PARTS, PARTS, NOTHING, PARTS)
# What counts as soon as it is saved, on every page that uses it.
SHARED = (VIEW, NEW, PARTS, NOTHING, PARTS)
SURVEYS = (DRAFTS, DRAFTS, PUBLISH, DRAFTS, PUBLISH)
SURVEYS_PARTS = (PARTS,) * 5

# Each row has a column for each of ROLES. A name with "_" is a permission of its own.
RIGHTS: dict[str, tuple[str, ...]] = {
    "events.event": EVERYBODYS_DRAFTS,
    "events.eventdate": EVERYBODYS_PARTS,
    "events.material": EVERYBODYS_PARTS,
    "events.venue": SHARED,
    "graduated_response.guide": EVERYBODYS_DRAFTS,
    "graduated_response.page": EVERYBODYS_DRAFTS,
    "graduated_response.part": EVERYBODYS_PARTS,
    "graduated_response.journey": EVERYBODYS_DRAFTS,
    "graduated_response.step": EVERYBODYS_PARTS,
    "graduated_response.booklet": EVERYBODYS_DRAFTS,
    "graduated_response.chapter": EVERYBODYS_PARTS,
    # To add an edition is to release it; it stays for good.
    "graduated_response.bookletedition": (VIEW, VIEW, "view add change", NOTHING, PARTS),
    # They say how to reach people at home.
    "graduated_response.copyrequest": (
        NOTHING,
        NOTHING,
        "view change",
        NOTHING,
        "view change delete",
    ),
    # They may say more of a child than a page ever will; who answers questions reads them.
    "graduated_response.askedquestion": (
        NOTHING,
        "view change",
        "view change",
        NOTHING,
        "view change delete",
    ),
    # What people wrote is personal until it is published without what identifies them.
    "feedback.comment": (NOTHING, NOTHING, "view change", NOTHING, "view change delete"),
    "graduated_response.contact": SHARED,
    "graduated_response.ageband": SHARED,
    "graduated_response.area": EVERYBODYS_DRAFTS,
    "graduated_response.subarea": EVERYBODYS_PARTS,
    "graduated_response.statement": EVERYBODYS_DRAFTS,
    "graduated_response.easyreadpicture": EVERYBODYS_PARTS,
    "graduated_response.resource": EVERYBODYS_PARTS,
    "graduated_response.edition": EVERYBODYS_DRAFTS,
    "graduated_response.level": SHARED,
    "graduated_response.phase": SHARED,
    "graduated_response.questionset": EVERYBODYS_DRAFTS,
    "graduated_response.question": EVERYBODYS_DRAFTS,
    "graduated_response.topic": SHARED,
    "surveys.survey": SURVEYS,
    "surveys.wave": SURVEYS_PARTS,
    "surveys.finding": SURVEYS_PARTS,
    "surveys.cycle": SURVEYS,
    "surveys.yousaid": SURVEYS_PARTS,
    "surveys.wedid": SURVEYS_PARTS,
    "surveys.progress": SURVEYS_PARTS,
    "surveys.promise": SURVEYS_PARTS,
    "surveys.evidence": SURVEYS_PARTS,
    "surveys.theme": (VIEW, NEW, PARTS, NEW, PARTS),
    "glossary.term": EVERYBODYS_DRAFTS,
    "media.document": EVERYBODYS_DRAFTS,
    "media.documentfile": EVERYBODYS_PARTS,
    "media.hardcopyplace": SHARED,
    "media.image": EVERYBODYS_DRAFTS,
    "media.rendition": EVERYBODYS_PARTS,
    "media.video": EVERYBODYS_DRAFTS,
    "site.sitepage": EVERYBODYS_DRAFTS,
    "site.alertbanner": (NOTHING, VIEW, PARTS, NOTHING, PARTS),
    "site.sitesettings": (NOTHING, NOTHING, VIEW, NOTHING, "view change"),
    "editorial.externallink": (NOTHING, VIEW, VIEW, NOTHING, VIEW),
    "redirects.redirect": (NOTHING, VIEW, PARTS, NOTHING, PARTS),
    "outbox.message": (NOTHING, NOTHING, NOTHING, NOTHING, "view change"),
    "people.remit": (NOTHING, *("edit_everywhere",) * 3, f"{PARTS} edit_everywhere"),
    "admin.logentry": (NOTHING, NOTHING, NOTHING, NOTHING, VIEW),
    "accounts.signinapp": (NOTHING, NOTHING, NOTHING, NOTHING, "view delete"),
    "auth.user": (NOTHING, NOTHING, NOTHING, NOTHING, "view add change"),
    "auth.group": (NOTHING, NOTHING, NOTHING, NOTHING, PARTS),
}


def rights_of(role: str) -> set[str]:
    """Names of permissions as `has_perm` takes them."""
    column = ROLES.index(role)
    names = set()
    for kind, rights in RIGHTS.items():
        app, model = kind.split(".")
        for action in rights[column].split():
            names.add(f"{app}.{action}" if "_" in action else f"{app}.{action}_{model}")
    return names


def give_rights(apps: Any, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the groups say what the table says. `apps` may be those of a migration."""
    make_permissions(apps, using)
    known = apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
    found = {f"{each.content_type.app_label}.{each.codename}": each for each in known}
    for role in ROLES:
        group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=role)
        group.permissions.set([found[name] for name in rights_of(role) if name in found])


def make_permissions(apps: Any, using: str) -> None:
    """Django makes them when all migrations are done, which is too late for a migration."""
    for config in apps.get_app_configs():
        if not hasattr(config, "models_module"):
            config.models_module = True  # else nothing is made for the apps of a migration
        create_permissions(config, verbosity=0, using=using, apps=apps)
