import contextlib
import time

import pytest

from briefing.batch.work import time_limit


def test_work_that_takes_too_long_ends_with_a_timeout() -> None:
    start = time.monotonic()
    with pytest.raises(TimeoutError, match=r"longer than 0.1 s"), time_limit(0.1):
        time.sleep(30)
    assert time.monotonic() - start < 10


def test_a_library_that_swallows_everything_cannot_hide_it() -> None:
    with pytest.raises(TimeoutError), time_limit(0.05), contextlib.suppress(BaseException):
        time.sleep(30)


def test_work_in_time_and_its_errors_pass() -> None:
    with time_limit(30):
        pass
    with time_limit(0):
        pass
    with pytest.raises(ZeroDivisionError), time_limit(30):
        raise ZeroDivisionError
    with pytest.raises(KeyboardInterrupt), time_limit(30):
        raise KeyboardInterrupt
