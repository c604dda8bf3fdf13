"""How numbers, units, and what looks like a number and is none, are printed."""

import re

# What is counted or measured, behind a number.
_MEASURES = (
    "个百分点 百分点 个点 个工作日 工作日 人次 美元 欧元 港元 元 人 吨 斤 公斤 千瓦时 千瓦 度 户 家 个 件 项 次"
    " 场 所 张 天 日 公里 千米 公顷 亩 平方公里 平方千米 平方米 立方米 头 只 羽 辆 台 套 部 名 位 座 处 条 年"
    " 小时 分钟 倍 例 篇 册 种 期 标箱 箱 重量箱 吨公里 人公里 米 微克 岁 起 宗 笔 批 颗 株 艘 架 村 镇 乡 分 级"
    " 省 市 县 层 辆次 车次 床 对 门 组 匹 克 升 点 字"
)
_ENDS = "|".join(sorted(_MEASURES.split(), key=len, reverse=True))
# More than so many, between a number and its unit or inside of it: 3万余项, 900余万元.
OVER = re.compile(
    rf"(?P<scale>(?:百万|千万|万亿|十|百|千|万|亿)?)[余多](?P<unit>(?:百万|千万|万亿|十|百|千|万|亿)?(?:{_ENDS}))"
)
UNIT = re.compile(rf"(?!台阶)(?:%|‰|(?:百万|千万|万亿|十|百|千|万|亿)?(?:{_ENDS})|万亿|万|亿)")
# What looks like a number and is no figure.
NO_FIGURE = re.sub(
    r"\s+#.*|\s+",
    "",
    r"""
    \d{3,4}-\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)                               # telephones
  | (?:19|20)\d\d(?:[-/]\d\d?(?:[-/]\d\d?)?|\.\d\d?\.\d\d?)(?![\d.%万亿元])  # dates
  | [一二][〇○零0九][〇○零一二三四五六七八九]{2}年|(?<![\d月])\d{1,2}日(?![产均])
  | (?<![\d.:])\d\d?:\d\d(?![\d.:])|(?<=日)\d\d:\d\d(?::\d\d)?             # clocks
  | (?<!\d)\d{1,2}(?:时|点)\d{1,2}分
  | [〔\[（(]?(?:19|20)\d\d[〕\])）]\d+号|第\d+[号期版页届次]|共\d+页           # documents, pages
  | (?:附件|附表|[表图附注])\d+(?![\d.%])|(?<=[：；（。])\d{1,2}[.、](?!\d)                     # tables, notes
  | (?<![\u4e00-\u9fff])第[一二三四五六七八九十](?=[，：是])                     # firstly
  | (?:受|由于)[^，。；\d一二两三四五六七八九十]{1,24}?(?:影响|冲击|因素)              # what it is due to
  | [Qq][1-4]|[\w.]+@[\w.]+|(?:https?://|www\.)[\w./-]+                      # addresses
  | (?<![\dA-Za-z])(?!GDP|CPI|PPI)[A-Za-z]+[-]?\d+[A-Za-z\d-]*|\d+G(?![A-Za-z])  # names: G60, 5G
""",
)
# The number of a heading, a page or a note.
AT_START = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?![\d])(?!二、|三产)"
    r"|[—-]\d+[—-]$|第[一二三四五六七八九十\d]+[章节条部分]|[①-⑳]"
)
FIRSTLY = re.compile("[一二三四五六七八九十]是")
# Compared with a year ago, as growth is anyway; 比上年全年, 比上年上半年 name another window.
YEAR_AGO = (
    r"[比较与](?:上年|去年)(?:末|底|同期|同月|年末)?(?:相比)?"
    r"(?!全年|同[期月]|前[二两三]|上半年|[一二三四]季度|\d+[—月])"
)
# A part of what was planned.
OF_PLAN = (
    r"(?:完成|为|占|达到?|是|达)(?:全年|年度|年初|当年|年|序时|省下达|市下达|调整)*"
    r"(?:目标任务|任务|预算|计划|目标|进度)数?(?:的|(?=\d))"
)
# The three sectors, or two of them, at once.
SECTORS = r"第?一、第?二[、和]第?三(?:次?产业)|一二三产业|三[次大]产业|第[一二][、和]第?[二三]次?产业"
NUMBER = r"(?<!\d)(?<!\d\.)(?:-|负(?=\d))?\d+(?:,\d{3})*(?:\.\d+)?"
