"""Run one part of the benchmark, or all."""

import importlib
import os
import sys

from bench.register.place import DATA

PARTS = ("load", "size")


def main() -> None:
    """Part after part, each with its own words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    os.environ["YIMEN_DATA_DIR"] = str(DATA)
    for part in sys.argv[1:] or PARTS:
        print(f"-- {part}")
        importlib.import_module(f"bench.register.{part}").run()


if __name__ == "__main__":
    main()
