"""The frame of the command line: finds the command, prepares what it needs, words its refusals."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from yimen import __version__
from yimen.cli import surroundings as surroundings_of_process
from yimen.cli.commands import COMMANDS, Command
from yimen.cli.database import ensure_database
from yimen.cli.surroundings import Surroundings
from yimen.rules.errors import RuleViolation


def main(argv: Sequence[str], surroundings: Surroundings) -> int:
    """Run one command. 0 done, 1 refused or something is wrong, 2 not understood, 130 interrupted."""
    surroundings_of_process.use(surroundings)
    asked = _command_word(argv)
    if asked is not None and asked not in COMMANDS:
        print(f"没有“{asked}”这个命令。运行 yimen --help 看全部命令。", file=sys.stderr)
        return 2
    arguments = _parser_for(argv).parse_args(argv)
    command = COMMANDS[arguments.command]
    try:
        return _run(command, arguments)
    except RuleViolation as refusal:
        print(refusal.sentence(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130


def _parser_for(argv: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows all commands by name and the arguments only of the one that is asked for."""
    parser = argparse.ArgumentParser(prog="yimen", description="一门：乡镇(街道)、村(社区)政务服务系统")
    parser.add_argument("--version", action="version", version=f"yimen {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令")
    asked = _command_word(argv)
    for name, command in COMMANDS.items():
        parser_of_command = commands.add_parser(name, help=command.summary, description=command.summary)
        if name == asked:
            import_module(command.module).add_arguments(parser_of_command)
    return parser


def _command_word(argv: Sequence[str]) -> str | None:
    return next((word for word in argv if not word.startswith("-")), None)


def _run(command: Command, arguments: argparse.Namespace) -> int:
    module = import_module(command.module)
    if not command.needs_database:
        return int(module.run(arguments))
    with ensure_database():
        import django

        django.setup()
        return int(module.run(arguments))
