"""What the pages of a site are called, apart from the reports.

Comes in: nothing. Goes out: the names that no report may have. Deliberately absent: templates; who only wants to know whether anything
has changed need not load them.
"""

from __future__ import annotations

import re

#: The names of pages that a site may have at its top; a long list goes on on pages with a number.
RESERVED = re.compile(r"(index|search|fails|risks|goals|metrics|feedback|systems|questions)(-\d+)?\.html")
