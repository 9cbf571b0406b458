"""Nothing on the way forward. On the way back, in a transaction of its own: PostgreSQL changes no
table in which rows have just been changed."""

from itertools import product
from string import ascii_uppercase

from django.db import migrations


def filled_in(apps, editor):
    """What had to be there before gets a value that shows that nobody chose it."""

    def rows(name):
        return apps.get_model("graduated_response", name).objects.using(editor.connection.alias)

    rows("Resource").filter(url="", document=None).update(url="https://example.org/missing")
    used = set(rows("Area").values_list("code", flat=True))
    free = (f"Z{''.join(each)}" for each in product(ascii_uppercase, repeat=3))
    for area in rows("Area").filter(code=None):
        area.code = next(code for code in free if code not in used)
        area.save(update_fields=["code"])
    if rows("Statement").filter(level=None).exists():
        level = rows("Level").first() or rows("Level").create(name="Missing", slug="missing")
        rows("Statement").filter(level=None).update(level=level)
    seen = set()
    for part in rows("Part").filter(role="").order_by("pk"):
        place = (part.page_id, part.age_band_id)
        if place in seen:  # only one such heading could be there for an age
            part.role = f"lost{part.pk}"[:10]
            part.save(update_fields=["role"])
        seen.add(place)


class Migration(migrations.Migration):
    dependencies = [("graduated_response", "0013_drafts_may_lack_what_families_need")]

    operations = [migrations.RunPython(migrations.RunPython.noop, filled_in)]
