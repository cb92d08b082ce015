"""On a terminal there are bars; anywhere else plain lines, one a step."""

from __future__ import annotations

from io import StringIO

from recommender.pipeline.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_a_step_and_no_carriage_return() -> None:
    log = StringIO()
    progress = Progress(log, stages=4)
    progress.say("features: ...")
    assert list(progress.track(range(3), "held_out: keras_model")) == [0, 1, 2]
    progress.stage_done()
    progress.close()
    assert log.getvalue().splitlines() == [
        "features: ...",
        "held_out: keras_model: 1 of 3",
        "held_out: keras_model: 2 of 3",
        "held_out: keras_model: 3 of 3",
    ]
    assert "\r" not in log.getvalue()


def test_a_line_is_written_when_its_step_is_done() -> None:
    log = StringIO()
    steps = iter(Progress(log).track(range(2), "teachers"))
    next(steps)
    assert log.getvalue() == ""
    next(steps)
    assert log.getvalue() == "teachers: 1 of 2\n"


def test_a_terminal_gets_bars_of_the_stages_and_of_the_work_within() -> None:
    terminal = Terminal()
    progress = Progress(terminal, stages=4)
    for number in progress.track(range(5), "held_out: keras_model"):
        progress.say(f"fold {number}")
    progress.stage_done()
    progress.close()
    shown = terminal.getvalue()
    assert "\r" in shown and "held_out: keras_model" in shown
    assert "1/4" in shown.rsplit("stages", 1)[1]
    assert "fold 4\n" in shown


def test_a_terminal_gets_no_bar_where_there_are_no_stages() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    progress.say("sources: 11 files")
    progress.close()
    assert terminal.getvalue() == "sources: 11 files\n"
