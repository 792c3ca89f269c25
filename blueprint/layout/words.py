"""The few words that a picture adds to those of its file. Another language is one more column of the table."""

from __future__ import annotations

from ..words import Keyword

_WORDS: dict[str, tuple[str, str]] = {
    "wait": ("wait", "等待"),
    "wait {0}": ("wait {0}", "等待 {0}"),
    "work": ("work {0}", "用时 {0}"),
    "within": ("within {0}", "限时 {0}"),
    "at most": ("max {0}", "至多 {0} 次"),
    "total": ("Total", "合计"),
    "in all": ("in all {0}", "全程 {0}"),
    "adding": ("{0} % adds value", "增值占 {0}%"),
    "metrics": ("Metrics", "指标"),
    "over": ("over its target", "超过目标值"),
    "target": ("target", "目标值"),
    "emotion": ("Emotion", "情绪"),
    "time": ("Time", "时间"),
    "as-is": ("As-is", "现状"),
    "to-be": ("To-be", "未来"),
    "pilot": ("Pilot", "试点"),
    "step": ("step {0}", "步骤 {0}"),
    "fail": ("fail point, stronger and ringed = higher risk", "失败点，色重带圈者风险高"),
    "waiting": ("wait", "等待点"),
    "decision": ("decision", "决策点"),
    "moment": ("moment of truth", "体验点"),
    "then": ("then", "先后"),
    "return": ("there and back", "往返"),
    "message": ("message", "消息"),
    "failure": ("on failure", "失败时"),
    "fork": ("all at once", "同时进行"),
    "join": ("waits for all", "等全部到齐"),
    "automatic": ("automatic", "自动"),
    "optional": ("for some, or not yet certain", "部分适用或未证实"),
    "event": ("event", "事件"),
    "approval": ("approval", "审批"),
    "milestone": ("milestone", "关键节点"),
    "bottleneck": ("bottleneck", "瓶颈"),
    "start": ("start", "起点"),
    "end": ("end", "终点"),
    "served": ("served", "达成"),
    "partly": ("partly served", "部分达成"),
    "refused": ("refused", "拒绝"),
    "lost": ("lost", "流失"),
    "manual": ("manual", "人工"),
    "assisted": ("assisted", "半自动"),
    "evidence": ("Physical evidence", "有形展示"),
    "customer": ("customer", "顾客"),
    "frontstage": ("frontstage", "前台"),
    "backstage": ("backstage", "后台"),
    "support": ("support", "支持"),
    "partner": ("partner", "合作方"),
    "management": ("management", "管理层"),
    "notes": ("notes", "备注"),
    "comma": (", ", "，"),
    "summary": (
        "Service blueprint. Steps ({0}): {3}. Lanes ({1}): {4}. Actions: {2}.",
        "服务蓝图：{0} 个步骤、{1} 条泳道、{2} 个行为。步骤：{3}。泳道：{4}。",
    ),
}
_LANGUAGES = ("en", "zh")


def say(word: str, language: str, *parts: object) -> str:
    """A word in a language, English where it is not known."""
    return _WORDS[word][_column(language)].format(*parts)


def lane_kind(kind: str, language: str) -> str:
    """What a kind of lane is called beside its label: its keyword, unless the table has another word."""
    return say(kind, language) if kind in _WORDS else Keyword(kind).said_in(_LANGUAGES[_column(language)])


def _column(language: str) -> int:
    return _LANGUAGES.index(language[:2]) if language[:2] in _LANGUAGES else 0
