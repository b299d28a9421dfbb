"""What the child process does: the file on standard input → JSON on standard output.

It sets its own limits before it reads anything, since setting them between fork and
start is not safe in a program with threads.
"""

import gc
import importlib
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import NoReturn

from dashboard.conversion import dump
from dashboard.conversion.converted import MAX_TEXT, Converted, RefusalError, names

_MEMORY = 3
"""Exit code, as `process.MEMORY`."""

MODULES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".docx": "word",
    ".pdf": "pdf",
    ".xml": "jats",
    ".nxml": "jats",
    ".jsonl": "records",
    ".ndjson": "records",
    ".json": "records",
    ".epub": "epub",
    ".odt": "odt",
    ".ipynb": "notebook",
}
"""Which module converts a suffix."""
_EXTRA = {"mammoth": "Word files need", "pypdfium2": "PDF files need"}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")
_CHANGING = names(
    """os.system os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod
    os.chown shutil.move shutil.rmtree shutil.copyfile pty.spawn webbrowser.open urllib.Request
    ftplib.connect smtplib.connect"""
)


def main(file: str, seconds: int, memory: int) -> None:
    """Convert what stands on standard input and end the process."""
    limit(seconds, memory)
    gc.disable()  # the process is short, and nearly all that it makes is needed to its end
    try:
        answer = answered(sys.stdin.buffer.read(), file)
        said = json.dumps(answer).encode("ascii")
    except MemoryError:
        os._exit(_MEMORY)
    if len(said) > 2 * MAX_TEXT:
        said = b'{"refused": "its text is too large; split the file"}'
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    os._exit(0)


def answered(data: bytes, file: str, *, guard: bool = True) -> dict[str, object]:
    """Convert a file, as what is said to the parent.

    Args:
        data: The file's content.
        file: Its name.
        guard: Whether to refuse sockets and files from here on; it cannot be undone.
    """
    path = PurePath(file)
    suffix = path.suffix.lower()
    stem = " ".join(_UNSAFE.sub(" ", path.stem).split())[:100] or "text"
    try:
        module = importlib.import_module(f"dashboard.conversion.{MODULES[suffix]}")
        if guard:
            refuse_all_else()
        texts = _converted(module, data, stem, suffix)
    except RefusalError as error:
        return {"refused": str(error)}
    except ModuleNotFoundError as error:
        if error.name in _EXTRA:
            return {"refused": f"{_EXTRA[error.name]} the extra: pip install 'citelight[import]'"}
        raise
    except RecursionError:
        return {"refused": "it is nested too deeply; paste its text"}
    if sum(len(text.text) for text in texts) > MAX_TEXT:
        return {"refused": f"its text has more than {MAX_TEXT // 1_000_000} MB; split the file"}
    return {"converted": [asdict(_cleaned(text)) for text in texts]}


def _converted(module: object, data: bytes, stem: str, suffix: str) -> list[Converted]:
    convert: Callable[..., list[Converted] | Converted] = vars(module)["convert"]
    if MODULES[suffix] == "jats" and dump.is_dump(data):
        return dump.convert(data)
    if MODULES[suffix] == "records":
        done = convert(data, stem, by_line=suffix != ".json")
    else:
        done = convert(data, f"{stem}.md")
    return done if isinstance(done, list) else [done]


def _cleaned(text: Converted) -> Converted:
    """Without halves of characters, which no file can hold."""
    return replace(
        text,
        text=_SURROGATE.sub("\ufffd", text.text),
        title=_SURROGATE.sub("\ufffd", text.title) if text.title else None,
    )


def limit(seconds: int, memory: int, size: int = 3 * MAX_TEXT) -> None:
    """Limit what this process may take from here on; `size` is that of a file it writes."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = (
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, size, size),
        (resource.RLIMIT_NOFILE, 32, 32),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in limits:
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # a system without it, or with a lower one set already
            continue


def end(code: int) -> NoReturn:
    """End this process at once, since all that it made goes with it."""
    os._exit(code)


def refuse_all_else() -> None:
    """Refuse sockets, other processes and files that are not Python's own from here on."""
    own = tuple({sys.prefix, sys.base_prefix, *(path for path in sys.path if path)})

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = (*arguments, None, None)[:3]
            writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
                isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            )
            if writes or not str(path).startswith(own):
                raise PermissionError("a conversion opens no files")
        elif event in _CHANGING or event.startswith(_REFUSED):
            raise PermissionError("a conversion starts nothing and calls nobody")

    sys.addaudithook(hook)
