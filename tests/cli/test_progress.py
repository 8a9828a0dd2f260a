"""The bar of a long command, on a terminal and elsewhere."""

import io

from yimen.cli.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_is_taken_away_at_the_end() -> None:
    screen = _Terminal()
    progress = Progress(screen)
    progress.say("逐行核对", 50, 100)
    progress.say("写入机关", 7)
    progress.end()
    first, second, last = screen.getvalue().split("\r\x1b[K")[1:]
    assert first.startswith("[███████████████···············]  50% 逐行核对 50")
    assert second == " 写入机关 7" or second == "写入机关 7"
    assert last == ""


def test_elsewhere_nothing_is_drawn_and_a_short_command_says_nothing() -> None:
    pipe = io.StringIO()
    progress = Progress(pipe)
    progress.say("逐行核对", 50, 100)
    progress.say("写入机关", 7)
    progress.end()
    assert pipe.getvalue() == ""
