"""Garbage is collected once nobody waits."""

import gc
import tomllib
import weakref
from threading import Event

import pytest

from dashboard.page.platform import collection
from tests.app.test_page import ROOT


class Cycle:
    def __init__(self):
        self.own = self


@pytest.fixture(autouse=True)
def no_other_collection():
    gc.disable()
    yield
    gc.enable()


def is_gone(one, within):
    for _ in range(int(within * 50)):
        if one() is None:
            return True
        Event().wait(0.02)
    return False


def test_garbage_is_collected_after_a_quiet_while_and_not_before(monkeypatch):
    monkeypatch.setattr(collection, "QUIET", 0.3)
    for _ in range(2):
        one = weakref.ref(Cycle())
        collection.page_drawn()
        assert one() is not None
        assert is_gone(one, within=10)


def test_a_busy_server_collects_all_the_same(monkeypatch):
    monkeypatch.setattr(collection, "QUIET", 1000)
    monkeypatch.setattr(collection, "LONGEST", 0.3)
    monkeypatch.setattr(collection, "_last", 0.0)
    one = weakref.ref(Cycle())
    waits = []

    class Waiting(Event):
        def wait(self, timeout=None):
            waits.append(timeout)
            return super().wait(min(timeout or 0.05, 0.05))

    monkeypatch.setattr(collection, "Event", Waiting)
    collection.page_drawn()

    assert is_gone(one, within=10)
    assert max(wait for wait in waits if wait) > 100


def test_what_is_loaded_is_not_looked_at_again():
    before = gc.get_freeze_count()
    kept = [[] for _ in range(1000)]
    collection.begin()

    assert gc.get_freeze_count() >= before + len(kept)


def test_streamlit_is_told_not_to_collect_after_each_run():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["runner"]["postScriptGC"] is False
