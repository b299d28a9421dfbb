"""Names of Streamlit's types that it uses in its own signatures but lists in no documentation.

Would break if a release moved them: then nothing of the page starts.
"""

from streamlit.delta_generator import DeltaGenerator as Place
from streamlit.elements.lib.column_types import ColumnConfig

__all__ = ["ColumnConfig", "Place"]
