"""The garbage collector is as it was after every call, whatever happens in it and beside it."""

import gc
import json
from threading import Barrier, Thread

import pytest
from documents import RIGHT

import piecza
from piecza.case import documents
from piecza.collector import RARELY, collected_rarely
from piecza.rule import case_charges


@pytest.fixture(autouse=True)
def usual():
    before, on = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)
    (gc.enable if on else gc.disable)()


def test_it_looks_less_often_meanwhile_and_afterwards_as_before():
    with collected_rarely():
        assert gc.get_threshold() == (RARELY, 10, 10)
        with collected_rarely():
            assert gc.get_threshold() == (RARELY, 10, 10)
        assert gc.get_threshold() == (RARELY, 10, 10)
    assert gc.get_threshold() == (700, 10, 10)


def test_it_is_as_before_after_an_error():
    with pytest.raises(KeyboardInterrupt), collected_rarely():
        raise KeyboardInterrupt
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("first", [0, RARELY, RARELY + 1])
def test_what_the_caller_has_set_as_high_or_to_never_stays(first):
    gc.set_threshold(first, 5, 5)
    with collected_rarely():
        assert gc.get_threshold() == (first, 5, 5)
    assert gc.get_threshold() == (first, 5, 5)


@pytest.mark.parametrize("on", [True, False])
def test_whether_it_is_on_is_not_touched(on):
    (gc.enable if on else gc.disable)()
    with collected_rarely():
        assert gc.isenabled() is on
        (gc.disable if on else gc.enable)()  # as another thread may do
    assert gc.isenabled() is not on


def test_what_somebody_sets_meanwhile_stays():
    with collected_rarely():
        gc.set_threshold(900, 10, 10)
    assert gc.get_threshold() == (900, 10, 10)


def test_garbage_does_not_wait_for_the_end():
    """Cycles are found meanwhile, after ``RARELY`` objects."""
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    with collected_rarely():
        kept = [[] for _ in range(RARELY + 1000)]
        assert gc.get_stats()[0]["collections"] > before
    assert kept


@pytest.mark.parametrize("first_to_end", [0, 1])
def test_two_threads_that_overlap_leave_it_as_it_was(first_to_end):
    barrier, seen = Barrier(2, timeout=10), {}

    def work(number):
        if number == 1:
            barrier.wait()  # the other has begun
        with collected_rarely():
            if number == 0:
                barrier.wait()
            barrier.wait()  # both are inside
            seen[number] = gc.get_threshold()
            barrier.wait()
            if number != first_to_end:
                barrier.wait()  # the other has ended
        if number == first_to_end:
            barrier.wait()

    threads = [Thread(target=work, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert seen == {0: (RARELY, 10, 10), 1: (RARELY, 10, 10)}
    assert gc.get_threshold() == (700, 10, 10)


def test_reading_and_charging_go_by_it(monkeypatch):
    seen = []
    parse, months = documents.parse, case_charges.month_range
    monkeypatch.setattr(documents, "parse", lambda text: seen.append(gc.get_threshold()) or parse(text))
    monkeypatch.setattr(case_charges, "month_range", lambda *asked: seen.append(gc.get_threshold()) or months(*asked))
    piecza.charges(piecza.read_case(json.dumps(RIGHT)), "2024-10")
    assert seen == [(RARELY, 10, 10)] * 2
    with pytest.raises(piecza.InputError):
        piecza.read_case("{")
    with pytest.raises(piecza.InputError):
        piecza.charges(piecza.read_case(json.dumps(RIGHT)), "2024-13")
    assert gc.get_threshold() == (700, 10, 10)
