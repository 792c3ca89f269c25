"""The design tokens of the picture: every colour has a name, and a value for light and for dark surroundings.

Comes in: nothing. Goes out: tokens, and the style rules that set them. Deliberately absent: shapes. Text keeps a contrast of at least
4.5 : 1 on everything that it stands on; risk differs in lightness, not in hue alone.
"""

from __future__ import annotations

LIGHT = {
    "paper": "#ffffff",
    "ink": "#111827",
    "strong": "#1f2937",
    "muted": "#565e6b",
    "phase": "#e5e9f0",
    "border": "#d9dde4",
    "card": "#ffffff",
    "arrow": "#4b5563",
    "failure": "#b4232f",
    "line": "#374151",
    "grid": "#e5e7eb",
    "work": "#5f6f88",
    "fail-0": "#ffffff",
    "fail-0-text": "#9b1c28",
    "fail-1": "#f9d5d7",
    "fail-1-text": "#7f1620",
    "fail-2": "#d0404b",
    "fail-2-text": "#ffffff",
    "fail-3": "#8e121e",
    "fail-3-text": "#ffffff",
    "wait": "#96600a",
    "decision": "#4b5563",
    "moment": "#2967ab",
    "badge-text": "#ffffff",
    "waiting": "#d9902b",
    "over": "#b4232f",
    "good": "#2b8a5f",
    "bad": "#c02f3a",
    "evidence": "#f4f2ee",
    "evidence-accent": "#8a8378",
    "customer": "#e8f1fb",
    "customer-accent": "#2f6fb5",
    "frontstage": "#e7f5ee",
    "frontstage-accent": "#2b8a5f",
    "backstage": "#fdf3e1",
    "backstage-accent": "#b7791f",
    "support": "#f1edf9",
    "support-accent": "#7357b8",
    "partner": "#e5f3f5",
    "partner-accent": "#1f7a8c",
    "management": "#fbecf2",
    "management-accent": "#a83d6b",
    "notes": "#f5f5f2",
    "notes-accent": "#86867c",
}
DARK = {
    "paper": "#0f141d",
    "ink": "#f1f4f8",
    "strong": "#e3e8ef",
    "muted": "#aab4c2",
    "phase": "#273142",
    "border": "#394455",
    "card": "#19212d",
    "arrow": "#b6c0cd",
    "failure": "#ff8088",
    "line": "#aeb8c6",
    "grid": "#2a3443",
    "work": "#8fa1bd",
    "fail-0": "#19212d",
    "fail-0-text": "#ff9aa1",
    "fail-1": "#5b2a30",
    "fail-1-text": "#ffdcdf",
    "fail-2": "#cf3f4a",
    "fail-2-text": "#ffffff",
    "fail-3": "#ffb3b8",
    "fail-3-text": "#45060c",
    "wait": "#8f5c0b",
    "decision": "#5b6778",
    "moment": "#2f6fb5",
    "badge-text": "#ffffff",
    "waiting": "#d9902b",
    "over": "#ff8088",
    "good": "#4cc38a",
    "bad": "#ff8088",
    "evidence": "#1d1d1c",
    "evidence-accent": "#a39c90",
    "customer": "#12233a",
    "customer-accent": "#5d9be0",
    "frontstage": "#11281f",
    "frontstage-accent": "#49b585",
    "backstage": "#2b2213",
    "backstage-accent": "#d6a04a",
    "support": "#201a33",
    "support-accent": "#a38be0",
    "partner": "#10272b",
    "partner-accent": "#4fb0c2",
    "management": "#2d1722",
    "management-accent": "#dc7ba5",
    "notes": "#1c1c1a",
    "notes-accent": "#a2a296",
}
FONTS = (
    'Inter,"Helvetica Neue",Helvetica,Arial,"Noto Sans","Noto Sans CJK SC","PingFang SC","Hiragino Sans",'
    '"Microsoft YaHei","Noto Sans Arabic",sans-serif'
)


def tokens(scheme: dict[str, str]) -> str:
    """The tokens of a scheme as declarations of CSS custom properties."""
    return "".join(f"--bp-{name}:{value};" for name, value in scheme.items())


def rules() -> str:
    """Rules that set the tokens for light and dark: the reader's system decides, a `data-theme` around the picture overrides."""
    return (
        f".bp{{{tokens(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{.bp{{{tokens(DARK)}}}"
        f"[data-theme=light] .bp{{{tokens(LIGHT)}}}}}"
        f"[data-theme=dark] .bp{{{tokens(DARK)}}}"
        f"@media print{{.bp{{{tokens(LIGHT)}}}}}"
    )
