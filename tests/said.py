"""What a document says, in the short form that tests compare."""

from dashboard.model import Document


def quotes(document: Document) -> list[str]:
    """The passages' words."""
    return [document.quote(passage.span) for passage in document.passages()]


def cited(document: Document) -> list[str]:
    """The sources of all citations, in reading order."""
    return [c.source_id for passage in document.passages() for c in passage.citations]


def pairs(document: Document) -> list[tuple[str, list[str]]]:
    """Each passage's words and the sources it cites."""
    return [
        (document.quote(passage.span), [c.source_id for c in passage.citations])
        for passage in document.passages()
    ]


def titles(document: Document) -> list[str]:
    """The headings."""
    return [section.title for section in document.sections if section.title]


def messages(document: Document) -> list[str]:
    """What is told of problems."""
    return [problem.message for problem in document.problems]
