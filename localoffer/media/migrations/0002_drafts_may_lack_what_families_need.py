from django.db import migrations, models

from localoffer.publishing.incomplete_rows import taken_off


def said_to_be_decoration(apps, editor):
    """Back: an image without alternative text had to be decoration."""
    images = apps.get_model("media", "Image").objects.using(editor.connection.alias)
    images.filter(alt="", decorative=False).update(decorative=True)


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(
            taken_off("media", document=(), image=("original",), video=()),
            migrations.RunPython.noop,
        ),
        migrations.RemoveConstraint(
            model_name="image",
            name="media_image_alt_or_decorative",
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="media_document_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="media_image_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("decorative", False), ("alt", ""), _connector="OR"),
                name="media_image_alt_or_decorative",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(
                            ("decorative", True),
                            models.Q(("alt", ""), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(("original", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="media_image_live_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="video",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="media_video_live_is_named",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, said_to_be_decoration),
    ]
