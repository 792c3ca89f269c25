"""The day of the next review, from the last one and the period."""

import pytest

from blueprint.analysis.improvement.plans import next_review
from blueprint.model import Review


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2026-01-31", "month", "2026-02-28"),
        ("2024-02-29", "year", "2025-02-28"),
        ("2026-11-30", "quarter", "2027-02-28"),
        ("2026-12-31", "week", "2027-01-07"),
        ("2026-12-31", "night", "2027-01-01"),
        ("2026-12-05", "month", "2027-01-05"),
        ("9999-12-31", "day", None),
        ("9999-12-01", "month", None),
        ("2026-12-05", None, None),
    ],
)
def test_the_next_review(last, every, due):
    found = next_review(Review(date=last, every=every))
    assert (found.isoformat() if found else None) == due
