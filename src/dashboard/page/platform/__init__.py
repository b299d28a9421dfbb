"""All that leans on how Streamlit and Plotly work inside, and may break with a new release."""
