"""Start the dashboard: `streamlit run app.py`, and ` -- PATH` for another analysis than ours."""

import sys
from pathlib import Path

from dashboard import page

page.show(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data"))
