from django.db import migrations, models


class Migration(migrations.Migration):
    """What ended is listed by its end, newest first: without sorting all that ever ended in a township."""

    dependencies = [
        ("cases", "0003_find_again"),
        ("orgs", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["county_code", "township_code", "closed_at", "id"], name="cases_case_by_end"
            ),
        ),
    ]
