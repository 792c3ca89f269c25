"""A run as SARIF 2.1.0, which code hosts keep, compare from run to run, and show at the lines.

Comes in: a Run. Goes out: JSON. Every rule with findings has its page in it. Columns count characters. Fingerprints let a host
recognise a finding after its line has moved. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from ...checks import RULES, Rule
from ...checks.page import read_page
from ...diagnostics import Diagnostic, Edit, Severity
from ...source import Span
from . import Found, Listing, Run

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: What code hosts take for the root of the repository.
_ROOT = "%SRCROOT%"
_GAP = re.compile(r"\{\d+\}")
_LINK = re.compile(r"[\[\]](?=\()|\[(?=[^\[\]]*\]\()")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def show(run: Run) -> str:
    """The whole text."""
    codes = sorted({finding.diagnostic.code for finding in run.found})
    driver = {
        "name": "blueprint",
        "semanticVersion": run.version,
        "rules": [_rule(code, _BY_CODE.get(code)) for code in codes],
    }
    index = {code: number for number, code in enumerate(codes)}
    whole = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the project."}}},
                "artifacts": [{"location": _place(file.name, file.uri)} for file in run.files],
                "results": [_result(finding, index) for finding in run.found],
            }
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


_BY_CODE = {rule.code: rule for rule in RULES}


def _rule(code: str, rule: Rule | None) -> dict[str, object]:
    if rule is None:  # an error: there is nothing to explain beside its message
        return {"id": code, "defaultConfiguration": {"level": "error"}}
    page = read_page(rule.page)
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.finds},
        "help": {"text": f"{page.why}\n\nSource: {page.source}", "markdown": rule.page.strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(found: Found, index: Mapping[str, int]) -> dict[str, object]:
    diagnostic = found.diagnostic
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _plain(found.message + (f"\n{found.hint}" if found.hint else ""))},
        "locations": [_location(diagnostic.span)],
        "partialFingerprints": {"blueprint/v1": found.fingerprint},
    }
    if diagnostic.labels:
        result["relatedLocations"] = [
            {**_location(label.span), "id": number, "message": {"text": _plain(text)}}
            for number, (label, text) in enumerate(zip(diagnostic.labels, found.labels, strict=True))
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic, found)]
    return result


def _fix(diagnostic: Diagnostic, found: Found) -> dict[str, object]:
    change = {
        "artifactLocation": _place(diagnostic.span.source.project_path, diagnostic.span.source.uri),
        "replacements": [_replacement(edit) for edit in diagnostic.fix],
    }
    return {"description": {"text": _plain(found.hint or found.message)}, "artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _plain(text: str) -> str:
    """A message in which the user's words are neither a link, `[words](address)`, nor a gap to be filled, `{0}` (3.11.5 and 3.11.6)."""
    return _GAP.sub(r"{\g<0>}", _LINK.sub(r"\\\g<0>", text))


def _location(span: Span) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": _place(span.source.project_path, span.source.uri)}
    if span.source.text:
        place["region"] = _region(span)
    return {"physicalLocation": place}


def _region(span: Span) -> dict[str, object]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _place(name: str, uri: str | None) -> dict[str, str]:
    """A file, as a URI that is relative to the root of the project; a text without a file has its name."""
    return {"uri": quote(name)} if uri is None else {"uri": uri, "uriBaseId": _ROOT}


LISTING = Listing(help="For code hosts, which show findings at the lines.", show=show)
