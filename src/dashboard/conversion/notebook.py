"""A Jupyter notebook → Markdown: its text, with its code between fences."""

import json
import re

from dashboard.conversion.converted import Converted, RefusalError, counted

_TICKS = re.compile("`+")


def convert(data: bytes, name: str) -> Converted:
    """Convert the cells of a notebook; what its code printed is left out.

    Raises:
        RefusalError: It is no notebook, or has no text.
    """
    texts: list[str] = []
    n_code = n_printed = 0
    try:
        notebook = json.loads(data, parse_int=str)
        cells = notebook["cells"]
        language = notebook.get("metadata", {}).get("kernelspec", {}).get("language", "")
        for cell in cells:
            source = cell["source"]
            said = source if isinstance(source, str) else "".join(source)
            if cell["cell_type"] == "code":
                n_code += 1
                n_printed += bool(cell.get("outputs"))
                named = language if str(language).isalpha() else ""
                # More of them than the code itself has in a row.
                fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(said)), default=0))
                texts.append(f"{fence}{named}\n{said}\n{fence}")
            elif cell["cell_type"] == "markdown":
                texts.append(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RefusalError("it is no notebook; save it anew as .ipynb") from None
    if len(texts) == n_code:
        raise RefusalError("it has code, but no text; give a notebook with Markdown cells")
    notes = (
        (counted(n_printed, "output of code is", "outputs of code are") + " left out",)
        if n_printed
        else ()
    )
    return Converted(name, "\n\n".join(texts) + "\n", notes=notes)
