"""Components whose scripts are files of this package, served by Streamlit itself.

Streamlit finds such a component by a `pyproject.toml` beside the installed package, and there is
none in an editable install or a wheel whose import name differs. So it is named here by hand. Would
break if Streamlit's register of components were reached otherwise: then the reader stays empty.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_PACKAGE = "citelight"
_ROOT = Path(__file__).parents[2]


def component(name: str, folder: str, script: str) -> Callable[..., Any]:
    """A component whose script lies in a folder of this package.

    Args:
        name: What it is called.
        folder: Where its script, and what that imports, lies.
        script: Its file name.
    """
    full = f"{_PACKAGE}.{name}"
    made: list[Callable[..., Any]] = []

    def mount(**given: Any) -> Any:  # noqa: ANN401
        # Each server, and each test of the page, has a register of its own.
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(full) is None:
            config = ComponentConfig(name, folder)
            manager.register_from_manifest(ComponentManifest(_PACKAGE, "", [config]), _ROOT)
        if not made:
            made.append(st.components.v2.component(full, js=script, isolate_styles=False))
        return made[0](**given)

    return mount
