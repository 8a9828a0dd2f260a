"""`yimen migrate`: bring the tables to the shape of this version."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing; a program that fails its own checks (also by not loading) changes nothing.

    Where nothing is missing nothing is checked: that loads every page, which the HTTP server does anyway.
    """
    del arguments
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        call_command("check")
        call_command("migrate", interactive=False, verbosity=0)
        print(f"数据库结构已更新({len(missing)} 步)。")
    else:
        print("数据库结构已是最新。")
    return 0
