"""The page's CSS: what Streamlit's theme cannot say."""

from collections.abc import Sequence

from dashboard.palette import hue_pairs

_CSS = """
header[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"] {display: none}
[data-testid="stMainBlockContainer"] {padding: 0 28px 12px; max-width: none}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {gap: 10px}
[data-testid="stColumn"] > [data-testid="stVerticalBlock"] {gap: 8px}
.stApp {--ink: light-dark(#1B1E23, #ECEEF2); --muted: light-dark(#626A75, #9AA2AE);
  --paper: light-dark(#FFFFFF, #15171C); --line: light-dark(#DADDE2, #363B45);
  --panel: light-dark(#F6F7F8, #1D2026); --cite: light-dark(#E4E7EB, #343A45);
  --now: light-dark(#E9ECEF, #2C313A); --link: light-dark(#0B62A4, #7CC4FF);
  --serif: "Source Serif", Georgia, serif; --sans: "Source Sans", sans-serif; --head: 132px; %HUES%}
.stApp [data-testid="stElementContainer"]:has(> .stHtml > style:only-child) {display: none}

/* head: stays in sight */
[data-testid="stLayoutWrapper"]:has(> .st-key-head) {position: sticky; top: 0; z-index: 20}
.st-key-head {background: var(--paper); padding: 12px 0 8px; gap: 2px; border-bottom: 1px solid var(--line)}
h1.title {font: 650 25px/1.25 var(--sans); letter-spacing: -.01em; margin: 0; padding: 0; color: var(--ink);
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis}
h2.finding {font: 600 16px/1.3 var(--sans); letter-spacing: 0; margin: 0; padding: 0; color: var(--ink)}
h2.finding small {display: block; font-weight: 400; font-size: 13px; line-height: 17px; color: var(--muted); margin-top: 1px}
p.said {font-size: 13px; line-height: 18px; color: var(--muted); margin: 0}
.st-key-facts {gap: 0 6px; margin-bottom: 4px}
.stApp .st-key-facts button {min-height: 22px; height: 22px; padding: 0; border: 0; border-radius: 3px}
.st-key-facts button p {font-size: 14px; line-height: 20px; color: var(--muted); font-variant-numeric: tabular-nums}
.st-key-facts button p strong {color: var(--ink); font-weight: 600}
.stApp .st-key-facts button:hover p {text-decoration: underline; text-underline-offset: 3px}
.st-key-facts [data-testid="stElementContainer"]:not(:last-child)::after {content: "·"; color: var(--muted); margin-left: 6px}
.st-key-facts [data-testid="stElementContainer"] {display: flex; align-items: center}

/* filters */
.st-key-filters {gap: 8px; min-height: 32px}
.st-key-theme [role="toolbar"], .st-key-theme [role="group"] {gap: 6px}
.stApp .st-key-theme button {min-height: 30px; height: 30px; padding: 0 10px; border-radius: 15px}
.st-key-theme button p {font-size: 14px; white-space: nowrap}
.st-key-theme button::before {content: ""; flex: none; width: 10px; height: 10px; border-radius: 3px; margin-right: 7px; background: var(--hue)}
.stApp .st-key-theme button[aria-pressed="true"], .stApp .st-key-theme button[aria-checked="true"] {background: color-mix(in srgb, var(--hue) 20%, var(--paper));
  border-color: var(--hue); box-shadow: inset 0 0 0 1px var(--hue); color: var(--ink)}
%PILLS%
.stApp .st-key-more button, .stApp .st-key-clear button {min-height: 30px; height: 30px; padding: 0 10px; white-space: nowrap}
.st-key-more button p, .st-key-clear button p {font-size: 14px}
.stApp .st-key-clear button {padding: 0 4px}
.st-key-clear button p {text-decoration: underline; text-underline-offset: 3px}
.st-key-left {flex: none; font-size: 14px; color: var(--ink); white-space: nowrap}

/* switches */
.st-key-switches {gap: 8px; min-height: 30px}
.st-key-switches [data-testid="stSelectbox"] [data-baseweb="select"] > div, .st-key-switches [data-testid="stSelectbox"] div[role="group"] {min-height: 30px; height: 30px; font-size: 13px}
.stApp .st-key-switches button {min-height: 30px; height: 30px; padding: 0 10px}
.st-key-switches button p {font-size: 13px; white-space: nowrap}
.stApp .stButtonGroup button[aria-checked="true"], .stApp .stButtonGroup button[aria-pressed="true"] {color: var(--ink)}
.st-key-title_overview, .st-key-title_strip, .st-key-title_sections {flex-wrap: nowrap; gap: 12px; align-items: flex-start}
.stApp [class*="st-key-data_"] button {min-height: 26px; height: 26px; padding: 0 8px; white-space: nowrap}
.stApp .st-key-lanes button {min-height: 26px; height: 26px; padding: 0 8px}
[class*="st-key-data_"] button p, .st-key-lanes button p {font-size: 13px}

h2.finding i {display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin: 0 6px 0 3px; background: var(--hue)}
h2.finding i:first-child {margin-left: 0}
.st-key-reset {flex: none}
.stApp .st-key-reset button {min-height: 24px; height: 24px; padding: 0 4px}
.st-key-reset button p {font-size: 13px; text-decoration: underline; text-underline-offset: 3px; white-space: nowrap}

/* reader: sticks below the head, scrolls inside */
[data-testid="stColumn"]:has(.st-key-reader) {position: sticky; top: var(--head); align-self: flex-start}
[data-testid="stColumn"] .st-key-reader {background: var(--panel); border-radius: 8px; padding: 14px 18px 0; gap: 8px;
  flex: none; height: calc(100vh - var(--head) - 14px); overflow: hidden; flex-wrap: nowrap; display: flex; flex-direction: column}
[data-testid="stLayoutWrapper"]:has(> .st-key-passages) {flex: 1; min-height: 0}
.st-key-reader .st-key-passages {overflow-y: auto; height: 100%; padding: 0 6px 24px 0; display: block; scrollbar-width: thin}
.st-key-nav {flex-wrap: nowrap; gap: 8px}
.st-key-nav [data-testid="stElementContainer"]:has([data-testid="stSelectbox"]) {flex: 1; min-width: 0}
.stApp .st-key-nav button {min-height: 34px; height: 34px; padding: 0 9px}
article.passage {margin: 0 0 18px; overflow-wrap: anywhere}
article.passage header {font-size: 13px; line-height: 18px; color: var(--muted); margin-bottom: 6px}
article.passage header b {color: var(--ink); font-weight: 600}
article.passage a {color: var(--link); text-underline-offset: 2px}
article.passage blockquote {font: 400 18px/1.6 var(--serif); color: var(--ink); margin: 0; padding: 0; border: 0; opacity: 1; unicode-bidi: isolate}
article.also {border-top: 1px solid var(--line); padding-top: 12px; margin-bottom: 16px}
article.also blockquote {font-size: 15.5px; line-height: 1.55}
article.passage details {font-size: 13px; line-height: 19px; color: var(--ink); margin-top: 5px}
article.passage details:not([open]) {display: inline-block; margin-right: 16px}
article.passage summary {color: var(--muted); cursor: pointer; width: fit-content}
article.passage summary:hover {text-decoration: underline; text-underline-offset: 3px}
article.passage details ul {margin: 4px 0 0; padding: 0 0 0 2px; list-style: none}
article.passage details li {margin: 0 0 5px; padding: 0; font-size: 13px}
article.passage details q {font-family: var(--serif)}
article.passage details p {font: 400 15px/1.55 var(--serif); margin: 6px 0 0; color: var(--muted)}
article.passage details p mark {color: var(--ink)}
mark {color: inherit; background: none}
mark.words {padding-bottom: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone}
mark.sought {outline: 2px solid var(--muted); outline-offset: 1px; border-radius: 2px}
.run {white-space: nowrap}
mark.cite {font: 600 .74em/1.3 var(--sans); background: var(--cite); color: var(--ink); border-radius: 3px; padding: 1px 4px; white-space: nowrap}
mark.cite[hidden] {display: none}
mark.cite.hit {background: var(--ink); color: var(--paper)}
ul.chips {list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 8px 0 0; padding: 0; font-size: 13px; line-height: 18px; color: var(--ink)}
ul.chips li {margin: 0; padding: 0; display: flex; align-items: center; font-size: 13px}
ul.chips li i, li > i.hue {display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 6px; background: var(--hue)}
ul.chips li.src {color: var(--muted)}

/* charts: the page marks what is picked, so Plotly's own dimming is taken back */
.stApp .js-plotly-plot .point > path {opacity: 1 !important}
.stApp .js-plotly-plot .point > text {opacity: 1 !important; fill-opacity: 1 !important}
.st-key-reading_order .xtick {display: none}
.st-key-theme_by_section .xaxislayer-above text {font-size: 11px}

@media (max-width: 760px) {
  .st-key-reading_order .xtick {display: block}
  .st-key-reading_order .annotation {display: none}
  [data-testid="stMainBlockContainer"] {padding: 0 14px 24px}
  [data-testid="stLayoutWrapper"]:has(> .st-key-head) {position: static}
  h1.title {font-size: 20px; white-space: normal}
  .st-key-filters {flex-wrap: wrap}
  .st-key-theme, .st-key-theme > * {max-width: 100%; min-width: 0}
  .st-key-theme [role="toolbar"], .st-key-theme [role="group"], .st-key-theme [data-testid="stButtonGroup"] > div {flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none}
  .st-key-switches > * {max-width: 100%; overflow-x: auto; scrollbar-width: none}
  [data-testid="stColumn"]:has(.st-key-reader) {position: sticky; top: auto; bottom: 0; z-index: 15; min-width: 100%}
  [data-testid="stColumn"] .st-key-reader {height: 42vh; padding: 10px 14px 0; gap: 6px; border: 1px solid var(--line); box-shadow: 0 -6px 18px rgb(0 0 0 / .12)}
  article.passage blockquote {font-size: 17px; line-height: 1.5}
}
"""


def css(colours: Sequence[str | None]) -> str:
    """The style sheet for themes of these colours; light and dark follow the browser."""
    pairs = hue_pairs(colours)
    hues = " ".join(f"--t{i}: light-dark({a}, {b});" for i, (a, b) in enumerate(pairs))
    pills = "\n".join(
        f".st-key-theme button:nth-of-type({i + 1}) {{--hue: var(--t{i})}}" for i in range(len(pairs))
    )
    return f"<style>{_CSS.replace('%HUES%', hues).replace('%PILLS%', pills)}</style>"
