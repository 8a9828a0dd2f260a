"""Blank forms and samples of items."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_papers_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemFile",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_files",
                        to="documents.storedfile",
                    ),
                ),
                ("item_code", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "db_table": "documents_item_file",
            },
        ),
    ]
