"""The script that Streamlit runs: the page on the path it is given, or on what ships."""

import sys
from pathlib import Path

from dashboard.page import app
from dashboard.study import folder

app.show(Path(sys.argv[1]) if len(sys.argv) > 1 else folder.shipped())
