"""The dashboard on the analyses in `data/`: `streamlit run app.py`."""

from pathlib import Path

from dashboard import page

page.show(Path(__file__).parent / "data")
