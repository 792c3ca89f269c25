"""The roadmap: ideas, pilots, and the days on which goals are due, along the calendar.

Comes in: the wording of a scene. Goes out: a timeline, or none where no idea and no pilot has a date. Deliberately absent: today, which
would make another page of the same file tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...charts import Course, Stretch, Tick, Timeline
from ..wording import Wording

#: Months between two ticks, and the most ticks that a timeline is to have.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000)
_MOST = 8
_LAST_MONTH = date.max.year * 12 + 11


def roadmap(wording: Wording) -> tuple[Timeline, ...]:
    """What is planned, by its first date; of plans of one day the order of the text holds."""
    blueprint = wording.blueprint
    planned = [
        *_courses(
            wording,
            "ideas",
            "now",
            ((idea.key, idea.text, idea.start, idea.due) for idea in blueprint.ideas.values()),
        ),
        *_courses(
            wording,
            "pilots",
            "benchmark",
            ((pilot.key, pilot.label, pilot.start, pilot.end) for pilot in blueprint.pilots.values()),
        ),
    ]
    if not planned:
        return ()
    goals = _courses(
        wording,
        "goals",
        "target",
        ((goal.key, goal.label, None, goal.due) for goal in blueprint.goals.values()),
    )
    courses = sorted(
        (*planned, *goals), key=lambda course: (course.stretches[0].start, course.stretches[0].end)
    )
    tones = {course.stretches[0].tone for course in courses}
    names = (("now", "ideas"), ("benchmark", "pilots"), ("target", "goals"))
    return (
        Timeline(
            title=wording.words("roadmap"),
            courses=tuple(courses),
            ticks=_ticks(
                wording,
                [day for course in courses for day in (course.stretches[0].start, course.stretches[0].end)],
            ),
            legend=tuple((tone, wording.words(key)) for tone, key in names if tone in tones),
        ),
    )


def _courses(
    wording: Wording, kind: str, tone: str, plans: Iterator[tuple[str, str, str | None, str | None]]
) -> list[Course]:
    """A course for each plan that has a date; one that ends before it begins is drawn from the earlier to the later."""
    found = []
    for key, label, start, end in plans:
        days = sorted(date.fromisoformat(day).toordinal() for day in (start, end) if day)
        if days:
            text = wording.period(start, end) or ""
            stretch = Stretch(start=days[0], end=days[-1], text=text, tone=tone)
            found.append(Course(label=label, stretches=(stretch,), href=f"#{wording.row_of[kind, key]}"))
    return found


def _ticks(wording: Wording, days: Sequence[float]) -> tuple[Tick, ...]:
    """First days of months, from the one before the first day to the one after the last."""
    first, last = (date.fromordinal(int(day)) for day in (min(days), max(days)))
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    step = next((number for number in _STEPS if (end - start) // number + 2 <= _MOST), _STEPS[-1])
    start -= start % step
    months = range(start, end + step + 1, step)
    return tuple(Tick(at=day.toordinal(), text=wording.words.month(day)) for day in map(_day, months))


def _day(month: int) -> date:
    """The first day of a month counted from the year 0; the calendar has a beginning, and an end."""
    if month > _LAST_MONTH:
        return date.max
    month = max(month, 12)
    return date(month // 12, month % 12 + 1, 1)
