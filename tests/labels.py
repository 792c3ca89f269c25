"""Labels in eight languages, such as people write on cards: the same ones on every run.

Comes in: nothing. Goes out: `labels()`. Each language has short and long ones, and ones with digits, quotes, brackets, emoji, line
breaks of their own, and words too long for a line. Deliberately absent: meaning; the words are put together by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

_WORDS = {
    "en": "Asks for the room key and waits at the desk while somebody checks every booking WITHOUT delay AVATAR To We "
    "Office Wi-Fi MINIMUM illness commission",
    "de": "Der Gast füllt das Anmeldeformular aus und bekommt eine Bestätigung größere Überweisung prüft Straße WARTEZEIT "
    "Geschäftsführerin Kundendienst",
    "ru": "Гость заполняет анкету и получает подтверждение широкий ЩИТ жюри служба поддержки проверяет оплату быстро Москва",
    "hi": "अतिथि कमरे की चाबी माँगता है और स्वागत कक्ष पर प्रतीक्षा करता कर्मचारी भुगतान जाँचता क्रमांक श्रीमान ग्राहक विद्यार्थी प्रश्न",
    "ar": "يطلب الضيف مفتاح الغرفة وينتظر عند مكتب الاستقبال بينما يتحقق الموظف من الحجز بسرعة الدفع المستشفى والإجراءات لا",
    "ko": "손님이 객실 열쇠를 요청하고 안내 데스크에서 기다립니다 직원이 예약을 확인합니다 결제 완료 즉시 상담원 연결",
    "zh": "客人 在前台 办理 入住手续， 等待 工作人员 核对 预订信息 并 确认 付款。 短信通知 取号 复核 材料齐全 退回 补充",
    "ja": "お客様が フロントで チェックイン をして、 予約を 確認する まで 待つ。 担当者 支払い サービス 受付番号 メールを送る",
}  # fmt: skip
#: One word that no card can hold on a line.
_LONG_WORDS = {
    "en": "https://example.org/very/long/path/without/any/blank/at/all?id=WWWWWWWWWWWWMMMMMMMM",
    "de": "Donaudampfschifffahrtsgesellschaftskapitänsmützenbeschaffungsantragsformular",
    "ru": "Превысокомногорассмотрительствующегосударственнообразовательный",
    "hi": "अन्तर्राष्ट्रीयविश्वविद्यालयसहकारितापरिषद्कार्यालयव्यवस्थापनसमिति",
    "ar": "أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها",
    "ko": "대한민국국민건강보험공단고객상담지원센터업무처리절차안내문서관리시스템",
    "zh": "中华人民共和国国家市场监督管理总局行政许可受理服务中心综合窗口业务办理流程说明",
    "ja": "パーソナルコンピュータネットワークサービスカスタマーセンターインフォメーション",
}  # fmt: skip
#: Languages that put no spaces between words.
_JOINED = ("zh", "ja")
_QUOTES = {"de": "„“", "ru": "«»", "zh": "“”", "ja": "「」"}
_BRACKETS = {"zh": "（）", "ja": "（）"}
_EMOJI = ("🏨", "👩🏽‍💻", "👨‍👩‍👧‍👦", "✅", "🇰🇷", "❤️", "1️⃣", "→")
_DIGITS = ("24/7", "1,234.50 €", "№ 7", "10:45–11:30", "½", "100 %", "A4", "+49 30 1234-567")
COUNT = 500


class Label(NamedTuple):
    """A text, and the language that it is written in."""

    language: str
    text: str


def labels() -> list[Label]:
    """All labels, the languages and the sorts of labels in turn."""
    chance = Random(8)
    languages = list(_WORDS)
    return [
        Label(language, _SORTS[number // len(languages) % len(_SORTS)](chance, language))
        for number in range(COUNT)
        for language in (languages[number % len(languages)],)
    ]


def _phrase(chance: Random, language: str, least: int, most: int) -> str:
    words = [chance.choice(_WORDS[language].split()) for _ in range(chance.randint(least, most))]
    return ("" if language in _JOINED else " ").join(words)


def _short(chance: Random, language: str) -> str:
    return _phrase(chance, language, 1, 2)


def _middling(chance: Random, language: str) -> str:
    return _phrase(chance, language, 3, 6)


def _long(chance: Random, language: str) -> str:
    return _phrase(chance, language, 9, 18)


def _with_digits(chance: Random, language: str) -> str:
    return f"{_short(chance, language)} {chance.choice(_DIGITS)} {_middling(chance, language)}"


def _quoted(chance: Random, language: str) -> str:
    opening, closing = _QUOTES.get(language, '""')
    return f"{_short(chance, language)} {opening}{_middling(chance, language)}{closing}!"


def _bracketed(chance: Random, language: str) -> str:
    opening, closing = _BRACKETS.get(language, "()")
    return f"{_middling(chance, language)} {opening}{_short(chance, language)}{closing} [{chance.randint(1, 99)}]"


def _with_emoji(chance: Random, language: str) -> str:
    return f"{chance.choice(_EMOJI)} {_middling(chance, language)} {chance.choice(_EMOJI)}"


def _overlong(chance: Random, language: str) -> str:
    return f"{_short(chance, language)} {_LONG_WORDS[language]} {_short(chance, language)}"


def _broken(chance: Random, language: str) -> str:
    return "\n".join(_phrase(chance, language, 1, 5) for _ in range(chance.randint(2, 3)))


_SORTS: tuple[Callable[[Random, str], str], ...] = (
    _short, _middling, _long, _with_digits, _quoted, _bracketed, _with_emoji, _overlong, _broken,
)  # fmt: skip
