"""Taps on charts: a chart hears where the finger is before it hears that it was lifted.

Plotly selects what was last pointed at. A mouse points before it clicks, a finger does not: a tap
would open what was tapped before. So each tap points first, as a mouse would.

Would break if Plotly learnt where the pointer is by another event than `mousemove`.
"""

import streamlit as st

_POINT_FIRST = """
export default function () {
  const point = (event) => {
    if (event.touches.length !== 1 || !event.target.closest?.(".js-plotly-plot")) return;
    const { clientX, clientY } = event.touches[0];
    event.target.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY }));
  };
  const heard = { capture: true, passive: true };
  addEventListener("touchstart", point, heard);
  return () => removeEventListener("touchstart", point, heard);
}
"""
_point_first = st.components.v2.component("point_first", js=_POINT_FIRST)


def point_first() -> None:
    """Let the charts of this page be tapped; it shows nothing itself."""
    with st.container(key="touch"):
        _point_first(key="point_first", height=1)
