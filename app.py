"""The dashboard on the analyses in `data/`: `streamlit run app.py`."""

from pathlib import Path

from dashboard.page import app

app.show(Path(__file__).parent / "data")
