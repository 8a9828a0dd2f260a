"""`yimen worker`: run the background jobs in the foreground until Ctrl-C or SIGTERM."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--once."""
    parser.add_argument("--once", action="store_true", help="做完排队的任务就结束")


def run(arguments: argparse.Namespace) -> int:
    """0 after a clean stop, 1 when the worker ended unasked."""
    import asyncio

    from yimen.jobs.worker import make_app, run_worker

    is_clean = asyncio.run(run_worker(make_app(), wait=not arguments.once))
    return 0 if is_clean else 1
