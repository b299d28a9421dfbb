"""What every test of the page needs: an app that starts at once."""

import pytest
from streamlit.components.v2 import manifest_scanner

from dashboard.page.platform import pace


@pytest.fixture(autouse=True)
def no_search_for_components(monkeypatch):
    """Each new `AppTest` reads the metadata of all that is installed, three quarters of its time.

    It looks for components of others; the page has one, of its own.
    """
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)


@pytest.fixture(autouse=True)
def no_pause_for_a_browser(monkeypatch):
    """Where no browser draws the words, nothing is gained by giving them a head start."""
    monkeypatch.setattr(pace, "_HEAD_START", 0)
