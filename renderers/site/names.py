"""The names of a site's own pages, which no report may have.

Comes in: nothing. Goes out: names. Deliberately absent: templates; checking whether anything has changed need not load them.
"""

from __future__ import annotations

import re

#: The names of pages that a site may have at its top; a long list goes on on pages with a number.
RESERVED = re.compile(r"(index|search|fails|risks|goals|metrics|feedback|systems|questions)(-\d+)?\.html")
