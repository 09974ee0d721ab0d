import pytest

from briefing.batch import Progress
from briefing.cli.progress import Pace, clock_time, shown


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_counts_what_was_done_now_and_not_what_was_kept() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.line() == "no article yet"
    clock.now = 10.0
    pace.last = Progress(total=200, done=15, kept=80, failed=5)
    assert pace.rate == 2.0
    assert pace.left_s() == 50.0
    assert pace.line() == "100/200 articles: 15 briefed, 80 kept, 5 failed; 2.0/s, 0:50 left"
    pace.last = Progress(total=200, kept=80)
    assert pace.left_s() is None
    assert pace.line() == "80/200 articles: 0 briefed, 80 kept, 0 failed"


@pytest.mark.parametrize(("seconds", "shown_as"), [(0, "0:00"), (42.4, "0:42"), (723, "12:03"), (7200, "2:00:00")])
def test_times_read_as_people_write_them(seconds: float, shown_as: str) -> None:
    assert clock_time(seconds) == shown_as


def test_plain_lines_come_now_and_then_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("briefing.cli.progress.time.monotonic", clock)
    pace = Pace(clock)
    with shown(pace, quiet=False) as report:
        for second in range(1, 26):
            clock.now = second
            report(Progress(total=25, done=second))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["10/25", "20/25"]


def test_quiet_shows_nothing_and_keeps_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    pace = Pace()
    with shown(pace, quiet=True) as report:
        report(Progress(total=2, done=1))
    assert pace.last == Progress(total=2, done=1)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    pace = Pace()
    with shown(pace, quiet=False) as report:
        report(Progress(total=4, done=3, failed=1))
    assert "4/4 articles: 3 briefed, 0 kept, 1 failed" in capfd.readouterr().err
