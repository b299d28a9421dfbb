"""A web page saved with its pictures in one file (MHTML) → Markdown."""

import email
import email.policy
from email.message import EmailMessage

from dashboard.conversion import html
from dashboard.conversion.converted import Converted, RefusalError


def convert(data: bytes, name: str) -> Converted:
    """Convert the page of a saved web page.

    Raises:
        RefusalError: There is no page in it.
    """
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.HTTP)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return html.convert(content, name)
    raise RefusalError("there is no page in it; save the page as HTML")
