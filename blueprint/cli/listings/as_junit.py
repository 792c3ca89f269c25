"""A run as JUnit's XML, which CI servers show as tests: a suite for each file, a failed case for each finding.

Comes in: a Run. Goes out: XML. A file without findings is one case that passed. Information does not fail. Deliberately absent: times.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...diagnostics import Severity
from ...terminal_text import harmless
from . import Found, Listing, Run


def show(run: Run) -> str:
    """The whole document."""
    root = Element("testsuites", name="blueprint check")
    counted = [_suite(root, file.name, run.of(file.name)) for file in run.files]
    root.set("tests", str(sum(tests for tests, _ in counted)))
    root.set("failures", str(sum(failures for _, failures in counted)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, file: str, found: list[Found]) -> tuple[int, int]:
    suite = SubElement(root, "testsuite", name=harmless(file))
    failures = sum(finding.severity is not Severity.INFO for finding in found)
    for finding in found:
        _case(suite, file, finding)
    if not found:
        SubElement(suite, "testcase", name="sound", classname=harmless(file))
    tests = max(len(found), 1)
    for key, count in (("tests", tests), ("failures", failures), ("errors", 0), ("skipped", 0)):
        suite.set(key, str(count))
    return tests, failures


def _case(suite: Element, file: str, found: Found) -> None:
    line, column = found.start
    name = f"{found.diagnostic.code} {found.rule}".strip() + f" {line}:{column}"
    case = SubElement(
        suite, "testcase", name=name, classname=harmless(file), file=harmless(file), line=str(line)
    )
    place = f"{file}:{line}:{column}"
    text = "\n".join(harmless(part) for part in (place, found.message, found.hint) if part)
    if found.severity is Severity.INFO:
        SubElement(case, "system-out").text = text
        return
    failure = SubElement(case, "failure", type=found.severity.word, message=harmless(found.message))
    failure.text = text


LISTING = Listing(help="For test reports of CI servers.", show=show)
