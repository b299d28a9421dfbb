"""Tables → what the text rests on: what falls without a source, and how deep the support is.

Every measure counts marks. None reads a source, so none says whether to trust the text: each
number is a door to its passages. A measure of themes needs the codings of one basis
(`Tables.coded_by`). Where they ask what backs a passage, the scope of the tables decides.
"""
