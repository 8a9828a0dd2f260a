"""Papers are found by their file and taken back with a ground; certificates can be stopped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_the_whole_law"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="revoked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="revoke_ground",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.RemoveConstraint(
            model_name="paper",
            name="documents_paper_ready_has_file",
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "READY"), _negated=True),
                    models.Q(("file", None), _negated=True),
                    _connector="OR",
                ),
                name="documents_paper_ready_has_file",
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("file_sha256", ""), _negated=True),
                fields=["file_sha256"],
                name="documents_paper_by_content",
            ),
        ),
        migrations.CreateModel(
            name="StoppedCertificate",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("county_code", models.CharField(max_length=6)),
                ("serial", models.CharField(max_length=40)),
                ("organ_name", models.CharField(max_length=64)),
                ("ground", models.CharField(max_length=24)),
                ("since", models.DateTimeField()),
                ("stopped_at", models.DateTimeField()),
            ],
            options={
                "db_table": "documents_stopped_certificate",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county_code", "serial"), name="documents_certificate_stops_once"
                    )
                ],
            },
        ),
    ]
