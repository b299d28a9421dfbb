"""Tables → what the text rests on: what falls without a source, and how deep the support is.

Every measure counts marks. None reads a source, so none says whether to trust the text: each
number is a door to its passages. A measure of themes needs the codings of one basis
(`Tables.coded_by`). Where they ask what backs a passage, the scope of the tables decides.
"""

from dashboard.measures.reliance.footing import (
    DEPTH_COUNTS,
    SUPPORT_DEPTH,
    THEME_FOOTING,
    depth_counts,
    support_depth,
    theme_footing,
)
from dashboard.measures.reliance.integrity import (
    INTEGRITY,
    INTEGRITY_COUNTS,
    integrity,
    integrity_counts,
)
from dashboard.measures.reliance.knock_out import (
    SUPPORT,
    THEME_LOSSES,
    WORST_FIRST,
    WORST_PAIRS,
    support,
    theme_losses,
    worst_first,
    worst_pairs,
)
from dashboard.measures.reliance.network import (
    CO_CITATION,
    NETWORK_LAYOUT,
    THEME_COUPLING,
    co_citation,
    left_out,
    network_layout,
    theme_coupling,
)
from dashboard.measures.reliance.origins import ORIGINS, origins
from dashboard.measures.reliance.profile import (
    CONCLUSION,
    CUMULATIVE_SOURCES,
    EARLY_ONLY,
    SOURCE_PROFILE,
    conclusion,
    conclusion_sections,
    cumulative_sources,
    early_only,
    is_conclusion,
    source_profile,
)
from dashboard.measures.reliance.reading_list import (
    READING_LIST,
    READING_STEPS,
    reading_list,
    reading_steps,
)
from dashboard.measures.reliance.summary import (
    SUMMARY_FIGURES,
    Statement,
    statement,
    summary_figures,
)

SCHEMAS = (
    SUPPORT,
    THEME_LOSSES,
    WORST_FIRST,
    WORST_PAIRS,
    SUPPORT_DEPTH,
    DEPTH_COUNTS,
    READING_LIST,
    READING_STEPS,
    THEME_FOOTING,
    SOURCE_PROFILE,
    CO_CITATION,
    THEME_COUPLING,
    NETWORK_LAYOUT,
    ORIGINS,
    INTEGRITY,
    INTEGRITY_COUNTS,
    CUMULATIVE_SOURCES,
    EARLY_ONLY,
    CONCLUSION,
    SUMMARY_FIGURES,
)

__all__ = [
    "CONCLUSION",
    "CO_CITATION",
    "CUMULATIVE_SOURCES",
    "DEPTH_COUNTS",
    "EARLY_ONLY",
    "INTEGRITY",
    "INTEGRITY_COUNTS",
    "NETWORK_LAYOUT",
    "ORIGINS",
    "READING_LIST",
    "READING_STEPS",
    "SCHEMAS",
    "SOURCE_PROFILE",
    "SUMMARY_FIGURES",
    "SUPPORT",
    "SUPPORT_DEPTH",
    "THEME_COUPLING",
    "THEME_FOOTING",
    "THEME_LOSSES",
    "WORST_FIRST",
    "WORST_PAIRS",
    "Statement",
    "co_citation",
    "conclusion",
    "conclusion_sections",
    "cumulative_sources",
    "depth_counts",
    "early_only",
    "integrity",
    "integrity_counts",
    "is_conclusion",
    "left_out",
    "network_layout",
    "origins",
    "reading_list",
    "reading_steps",
    "source_profile",
    "statement",
    "summary_figures",
    "support",
    "support_depth",
    "theme_coupling",
    "theme_footing",
    "theme_losses",
    "worst_first",
    "worst_pairs",
]
