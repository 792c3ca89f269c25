"""Many services of one organisation, made up: what a site of reports is measured with.

Comes in: how many, and a seed. Goes out: a folder of blueprints in sub-folders, the same ones for the same seed, that import one shared
vocabulary: roles, systems, channels, some metrics and risks. A service has 10 to 20 steps of two to five actions, fail points with
everything an FMEA wants, waits, pains, ideas, questions, metrics, goals, risks, a feedback loop. Deliberately absent: mistakes.

    python benchmarks/services.py 200 folder/
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

SEED = 7
SHARED = "shared/organisation.blueprint"
_AREAS = ("accounts", "claims", "delivery", "health", "licences", "membership", "support", "travel")
_THINGS = (
    "address", "allowance", "appointment", "booking", "card", "certificate", "claim", "contract", "delivery", "deposit", "form",
    "invoice", "key", "letter", "licence", "meter", "order", "parcel", "passport", "payment", "permit", "policy", "receipt",
    "refund", "registration", "reservation", "room", "signature", "statement", "subscription", "ticket", "voucher",
)  # fmt: skip
_QUALITIES = (
    "annual",
    "cancelled",
    "company",
    "digital",
    "first",
    "lost",
    "new",
    "open",
    "private",
    "returned",
    "second",
    "urgent",
)
_CUSTOMER = (
    "Asks for",
    "Compares",
    "Sends in",
    "Signs",
    "Looks for",
    "Corrects",
    "Confirms",
    "Waits for",
    "Picks up",
    "Calls about",
)
_FRONT = (
    "Explains",
    "Accepts",
    "Hands over",
    "Reads back",
    "Promises",
    "Looks up",
    "Prints",
    "Offers another",
)
_BACK = ("Checks", "Files", "Calculates", "Approves", "Prepares", "Corrects", "Copies", "Plans")
_SUPPORT = ("Stores", "Books", "Sends", "Matches", "Archives", "Prints")
_ROLES = (
    ("clerk", "Clerk", "Front office"), ("adviser", "Adviser", "Front office"), ("desk_lead", "Lead of the desk", "Front office"),
    ("case_worker", "Case worker", "Back office"), ("auditor", "Auditor", "Finance"), ("planner", "Planner", "Logistics"),
    ("courier", "Courier", "Logistics"), ("lawyer", "Lawyer", "Legal"),
)  # fmt: skip
_SYSTEMS = (
    ("crm", "Customer register"), ("erp", "Accounting"), ("dms", "Document store"), ("pay", "Payment gateway"),
    ("mailer", "Mail service"), ("planner_tool", "Planning board"), ("idp", "Identity service"), ("phone_system", "Telephone system"),
)  # fmt: skip
_CHANNELS = (
    ("counter", "Counter"),
    ("website", "Website"),
    ("telephone", "Telephone"),
    ("post", "Post"),
    ("app", "App"),
)
_SPANS = ("30s", "1m..3m", "2m", "3m..5m", "5m..10m", "8m", "15m")


def write(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Write the vocabulary and so many services below a folder; the files of the services."""
    shared = folder / SHARED
    shared.parent.mkdir(parents=True, exist_ok=True)
    shared.write_text(vocabulary(), encoding="utf-8")
    # The project's root: services in one sub-folder import from another.
    (folder / "blueprint.toml").write_text("", encoding="utf-8")
    written = []
    for number in range(count):
        path = folder / _AREAS[number % len(_AREAS)] / f"service-{number:03}.blueprint"
        path.parent.mkdir(exist_ok=True)
        path.write_text(service(number, seed), encoding="utf-8")
        written.append(path)
    return written


def vocabulary() -> str:
    """What all services share."""
    out = [f'role {name} "{label}" of "{department}"' for name, label, department in _ROLES]
    out += [f'system {name} "{label}" reviewed 2026-09-01 every year' for name, label in _SYSTEMS]
    out += [f'channel {name} "{label}"' for name, label in _CHANNELS]
    out += [
        'metric nps "Would recommend us" kind nps unit "points" baseline 20 now 28 target 40 benchmark 35 better higher every quarter',
        'risk outage "The data centre is down" scope global severity high {',
        '  prevent "Second site" every month',
        '  contingency "Paper forms at all counters" within 15m',
        '  compensate "No fee on the day"',
        "  owner desk_lead",
        "}",
        "lanes {",
        '  evidence "Physical evidence"',
        '  customer "Customer"',
        "  --- interaction ---",
        '  frontstage desk "Counter" by clerk via counter',
        "  --- visibility ---",
        '  backstage office "Back office" by case_worker',
        "  --- internal interaction ---",
        '  support systems "Systems" mode automatic',
        "}",
    ]
    return "\n".join(out) + "\n"


def service(number: int, seed: int = SEED) -> str:
    """One service."""
    chance = Random(f"{seed}-{number}")
    thing = f"{chance.choice(_QUALITIES)} {chance.choice(_THINGS)}"
    steps = chance.randint(10, 20)
    out = [
        f'blueprint service_{number:03} "{thing.capitalize()} {number}"',
        f'import "../{SHARED}"',
        f'owner "{chance.choice(_ROLES)[1]} {chance.randint(1, 9)}"',
        f"state {chance.choice(('as-is', 'as-is', 'to-be'))}",
        f'scope "From the first question about the {thing} to the last letter"',
        f"time {steps * 10}m target {steps * chance.randint(6, 14)}m",
        'source "Interviews, n = 14"',
        f'metric done_{number} "{thing.capitalize()} done at the first visit" kind fcr unit "%" baseline 60 now {chance.randint(55, 90)} '
        "target 92 better higher every month",
        f'metric takes_{number} "Days until the {thing} is done" kind aht unit "days" now {chance.randint(3, 20)} target 3 '
        "better lower every week",
        f'goal sooner "The {thing} within three days" metric takes_{number} from 9 to 3 due 2027-0{chance.randint(1, 9)}-27 '
        "owner desk_lead addresses pain0",
        f'risk flood_{number} "Everybody wants the {thing} in one week" scope local severity {chance.choice(("medium", "high"))} {{',
        '  contingency "Two more counters" within 1h',
        "  owner planner",
        "}",
        f'feedback after_{number} "Feedback on the {thing}" via website after step{steps - 1}.c{steps - 1} {{',
        '  thank "At once, by name"',
        "  respond 1d",
        "  resolve 3d simple",
        "  resolve 10d complex",
        '  inform "By mail" within 2d',
        "  owner adviser",
        "}",
    ]
    for step in range(steps):
        if step % 5 == 0:
            out += ["}"] * (step > 0) + [f'phase phase{step // 5} "Part {step // 5 + 1}" {{']
        out += _step(step, chance)
    return "\n".join([*out, "}"]) + "\n"


def _step(number: int, chance: Random) -> Iterator[str]:
    def of(acts: Sequence[str]) -> str:
        return f"{chance.choice(acts)} the {chance.choice(_QUALITIES)} {chance.choice(_THINGS)}"

    def spans() -> str:
        return chance.choice(_SPANS)

    yield f'step step{number} "{of(("Settle", "Check", "Agree on", "Receive", "Question"))}" {{'
    yield f'evidence "{of(("Letter about", "Sign for", "Page on"))}"'
    wait = f"wait 5m..{chance.randint(6, 40)}m target 10m " if number % 4 == 1 else ""
    yield f'customer c{number} "{of(_CUSTOMER)}" {wait}emotion {chance.randint(-2, 2)} "Is this all?" output {chance.choice(_THINGS)}{{'
    if number % 3 == 0:
        yield (
            f'pain pain{number} "Nobody says how long it takes" view customer importance {chance.choice(("low", "high"))} '
            f'urgency medium source "Interviews"'
        )
        yield (
            f'idea idea{number} "{of(("Show", "Send", "Drop"))}" addresses pain{number} effort low impact medium '
            "owner adviser due 2027-03-31"
        )
    yield "}"
    yield f'<-> desk d{number} "{of(_FRONT)}" time {spans()} by {chance.choice(_ROLES[:3])[0]} via {chance.choice(_CHANNELS)[0]} {{'
    yield f'standard "At once, with a name" within {chance.randint(1, 9)}m metric nps'
    if number % 3 != 2:
        yield from _fail(
            f"fail{number}",
            of(("Nobody finds", "Twice the fee for", "Wrong name on", "Late answer on")),
            chance,
        )
    yield "}"
    if number % 4 != 3:
        system = chance.choice(_SYSTEMS)[0]
        worker = chance.choice(_ROLES[3:])[0]
        yield f'd{number} -> office o{number} "{of(_BACK)}" time {spans()} by {worker} using {system} input {chance.choice(_THINGS)}'
        yield f'<-> systems s{number} "{of(_SUPPORT)}" using {chance.choice(_SYSTEMS)[0]}'
    if number % 6 == 2:
        yield f'question q{number} "Who may sign for the {chance.choice(_THINGS)}?" owner lawyer due 2027-01-15'
    yield "}"


def _fail(name: str, text: str, chance: Random) -> Iterator[str]:
    ratings = [chance.randint(2, 9) for _ in range(3)]
    yield f'fail {name} "{text}" severity {ratings[0]} occurrence {ratings[1]} detection {ratings[2]} {{'
    yield 'cause "Two registers that nobody matches"'
    yield 'effect "The customer comes again"'
    yield 'prevent "Match both registers" every night by case_worker'
    yield 'recover "Write by hand, file the same day"'
    yield f"within {chance.randint(1, 9) * 10}m"
    yield "owner desk_lead"
    yield "due 2027-02-28"
    yield "}"


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal():
        sys.exit("usage: services.py COUNT FOLDER")
    write(Path(sys.argv[2]), int(sys.argv[1]))
