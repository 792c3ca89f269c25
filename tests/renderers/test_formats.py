"""All formats but SVG: the same bytes on every run."""

from __future__ import annotations

import os
import subprocess
import sys

from .pictures import (
    FORMATS,
    resvg,
    typst,
)

_PROGRAM = """
import hashlib, sys
from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.render import find
from blueprint.source import Source
for line in sys.stdin.read().split():
    name, path = line.split("=")
    made = find(name).render(scene(compile_source(Source(path, open(path, encoding="utf-8").read()))))
    print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
"""


@resvg
@typst
def test_two_runs_make_the_same_bytes():
    orders = "\n".join(
        f"{name}={FORMATS / 'hotel-stay.blueprint'}" for name in ("png", "pdf", "text", "json")
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=orders, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
    assert runs.pop().count("\n") == 4
