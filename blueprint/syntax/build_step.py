"""A step of the build: the parse table goes into the wheel, so that no machine works it out at its first run.

Comes in: what setuptools has put together for a wheel. Goes out: the same with the table beside `parse_table`. An editable install has none
and keeps one in the cache. Deliberately absent: the table; and imports of this package, for setuptools loads this module alone.
"""

from __future__ import annotations

import os
import subprocess
import sys

from setuptools.command.build_py import build_py


class BuildWithTable(build_py):  # type: ignore[misc]
    """Copies the modules, and lets the copy write its table."""

    def run(self) -> None:
        """Do what is always done, then write the table."""
        super().run()
        if self.editable_mode:
            return
        code = "from blueprint.syntax import parse_table; parse_table.ship()"
        # Lark numbers states in the order of sets: the same seed gives the same wheel.
        # Lark may stand on the path that pip has made for the build.
        path = os.pathsep.join([os.path.abspath(self.build_lib), os.environ.get("PYTHONPATH", "")]).rstrip(
            os.pathsep
        )
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, "-P", "-B", "-c", code], env=environment, check=True)
