"""The command `yimen` (also `python -m yimen`): reads the environment and hands over to the command line."""

import os
import sys

from yimen.cli.main import main
from yimen.config import environment


def run() -> int:
    """Run one command; 2 when the environment or the arguments cannot be meant."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    try:
        surroundings = environment.load()
    except environment.UnreadableEnvironment as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return main(sys.argv[1:], surroundings)


if __name__ == "__main__":
    sys.exit(run())
