"""What every test of the page needs: an app that starts at once."""

import pytest
from streamlit.components.v2 import manifest_scanner

from dashboard.page.session import Session


@pytest.fixture(autouse=True)
def no_search_for_components(monkeypatch):
    """Each new `AppTest` reads the metadata of all that is installed, three quarters of its time.

    It looks for components of others; the page has one, of its own.
    """
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)


@pytest.fixture(autouse=True)
def clicks_are_reported_by_streamlit(monkeypatch):
    """No browser runs the script that hears clicks, so the server's own way is tested here."""
    monkeypatch.setattr(Session.listens, "first", False)
