"""The starter files of `blueprint new`.

Comes in: the stem of a file's name, a language. Goes out: the text of a blueprint that compiles without
findings. Deliberately absent: the disk.
"""

from __future__ import annotations

from unicodedata import category, normalize

_ENGLISH = """\
# A service blueprint. Lanes stand from top to bottom, steps from left to right.
# Draw it with:  blueprint render FILE      Check it with:  blueprint check FILE
blueprint {name} "{title}"
owner "Who answers for this blueprint"
state as-is

# Who acts, and with what.
role barista "Barista" of "Shop"
system till "Till"

# What happens above the line of visibility, the customer sees.
lanes {{
  evidence "Physical evidence"
  customer "Customer"
  --- interaction ---
  frontstage "Counter" by barista
  --- visibility ---
  backstage "Kitchen"
  --- internal interaction ---
  support "Systems"
}}

step order "Order" {{
  evidence "Menu board"
  # An action: its lane, a name if others refer to it, and its text.
  customer choose "Chooses a drink" start wait ..3m target 5m
  # An arrow leads from the action above: '->' then, '<->' there and back.
  -> frontstage take_order "Takes the order" time 1m target 2m {{
    standard "Repeats the order" within 10s
    # What can go wrong, from 1 to 10, and what is done about it.
    fail wrong_drink "Wrong drink noted" severity 4 occurrence 3 detection 3 {{
      cause "Noise at the counter"
      prevent "Read the order back" by barista
      recover "Make the right drink at once" !> brew
      owner barista
    }}
  }}
  <-> support "Stores the order" using till
}}

step serve "Serve" {{
  evidence "Cup with name"
  # An arrow may begin at any action.
  take_order -> backstage brew "Makes the drink" by barista time 2m..4m target 5m
  -> frontstage call "Calls the name"
  # 'critical' is a moment of truth; emotions go from -2 to 2.
  -> customer drink "Takes the drink" critical emotion 2 "Just as I like it" end served
}}
"""

_CHINESE = """\
# 服务蓝图。泳道自上而下，步骤自左而右。
# 画图：blueprint render 文件      检查：blueprint check 文件
蓝图 {name} "{title}"
负责人 "本蓝图的负责人"
状态 现状

# 谁来做，用什么做。
角色 咖啡师 "咖啡师" 属于 "门店"
系统 收银机 "收银系统"

# 可视分界线以上的，顾客看得见。
泳道 {{
  有形展示 "有形展示"
  顾客 "顾客"
  --- 互动分界线 ---
  前台 "柜台" 由 咖啡师
  --- 可视分界线 ---
  后台 "制作间"
  --- 内部互动分界线 ---
  支持 "系统"
}}

步骤 点单 "点单" {{
  有形展示 "菜单牌"
  # 一个行为：泳道、名称（有人引用才需要）、文字。
  顾客 选饮品 "挑选饮品" 起点 等待 ..3分 目标值 5分
  # 箭头从上一个行为出发：“->”接着，“<->”去而复返。
  -> 前台 接单 "接受点单" 用时 1分 目标值 2分 {{
    标准 "复述点单" 限时 10秒
    # 可能出什么错（1 到 10 分），怎么办。
    失败点 记错 "记错饮品" 严重度 4 频度 3 探测度 3 {{
      原因 "柜台嘈杂"
      预防 "当面复述" 由 咖啡师
      补救 "立即重做" !> 制作
      负责人 咖啡师
    }}
  }}
  <-> 支持 "保存订单" 使用 收银机
}}

步骤 取餐 "取餐" {{
  有形展示 "写着名字的杯子"
  # 箭头可以从任何行为出发。
  接单 -> 后台 制作 "制作饮品" 由 咖啡师 用时 2分..4分 目标值 5分
  -> 前台 叫号 "叫名字"
  # 体验点就是关键时刻；情绪从 -2 到 2。
  -> 顾客 享用 "取走饮品" 体验点 情绪 2 "正合口味" 终点 达成
}}
"""

_STARTERS = {"en": _ENGLISH, "zh": _CHINESE}


def starter(stem: str, language: str) -> str:
    """The starter file in a language (`en`, `zh`), named after the stem of its file's name."""
    return _STARTERS[language].format(name=name_from(stem), title=title_from(stem))


def name_from(stem: str) -> str:
    """A valid name that is near a file's: every run of other characters becomes one underscore."""
    kept = "".join(char if _may_stand(char) else " " for char in normalize("NFC", stem))
    name = "_".join(kept.split())
    if not name.strip("_"):
        return "service"
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"


def title_from(stem: str) -> str:
    """The file's name in words, fit for a string."""
    spaced = "".join(" " if char in "-_" or not char.isprintable() else char for char in stem)
    words = " ".join(spaced.split()) or "Service"
    return (words[0].upper() + words[1:]).replace("\\", "\\\\").replace('"', '\\"')


def _may_stand(char: str) -> bool:
    return char == "_" or char.isalnum() or category(char)[0] == "M"
