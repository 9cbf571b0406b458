from django.db import migrations, models

from localoffer.publishing.incomplete_rows import taken_off


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0002_icon_and_security_contact"),
    ]

    operations = [
        migrations.RunPython(taken_off("site", sitepage=("body",)), migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="sitepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="site_sitepage_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("body", ""), _negated=True),
                    _connector="OR",
                ),
                name="site_sitepage_live_is_complete",
            ),
        ),
    ]
