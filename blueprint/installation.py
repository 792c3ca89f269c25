"""The command that installs an extra of this package, as it was installed itself: from a folder, a repository, an index.

Comes in: the extra, and what pip wrote down about the installation. Goes out: one line for a shell, run from the working folder.
Deliberately absent: installing anything.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

_NAME = "service-blueprint"


def install_command(extra: str) -> str:
    """What to type to have an extra (`png`, `xlsx` …) as well."""
    return f"{_installer()} {_quoted(_requirement(extra, _origin()))}"


def _origin() -> dict[str, Any]:
    """Where the package came from (PEP 610); nothing where it came from an index."""
    try:
        text = distribution(_NAME).read_text("direct_url.json")
        found = json.loads(text) if text else {}
    except (PackageNotFoundError, OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("url"), str) else {}


def _requirement(extra: str, origin: dict[str, Any]) -> str:
    url = origin.get("url", "")
    if "dir_info" in origin:
        folder = Path(url2pathname(unquote(urlsplit(url).path)))
        place = "." if _is_here(folder) else str(folder)
        return f"{'-e ' if origin['dir_info'].get('editable') else ''}{place}[{extra}]"
    if "vcs_info" in origin:
        revision = origin["vcs_info"].get("requested_revision")
        return f"{_NAME}[{extra}] @ {origin['vcs_info'].get('vcs', 'git')}+{url}{f'@{revision}' if revision else ''}"
    return f"{_NAME}[{extra}] @ {url}" if url else f"{_NAME}[{extra}]"


def _is_here(folder: Path) -> bool:
    try:
        return folder.samefile(os.curdir)
    except OSError:
        return False


def _installer() -> str:
    """pip by its short name where that is the one of this Python, else through this Python."""
    python = Path(sys.executable or "python3")
    if find_spec("pip") is None:
        if shutil.which("uv"):
            return f"uv pip install --python {_quoted(_near(python))}"
        return f"{_quoted(_near(python))} -m ensurepip && {_quoted(_near(python))} -m pip install"
    short = shutil.which("pip")
    if short and Path(short).parent.absolute() == python.parent.absolute():
        return "pip install"
    return f"{_quoted(_near(python))} -m pip install"


def _near(path: Path) -> str:
    """A path as it is written from the working folder, where it is below that; links are not followed, for they make an environment."""
    absolute = path.absolute()
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def _quoted(text: str) -> str:
    option, text = ("-e ", text[3:]) if text.startswith("-e ") else ("", text)
    if os.name == "nt":
        return f'{option}"{text}"' if not text.replace("\\", "").isalnum() else option + text
    return option + shlex.quote(text)
