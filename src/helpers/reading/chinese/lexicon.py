"""What words of a bulletin do to the number that follows: raise or lower it, compare it, rank it, set it as a target.

A word stands in one table. What stands in none, and names no subject, place or time, narrows what it stands beside.
"""

from collections.abc import Mapping
from enum import Enum, auto


class Kind(Enum):
    """What a piece of a clause is."""

    NUMBER = auto()
    SUBJECT = auto()
    PLACE = auto()
    WINDOW = auto()
    BRACKET = auto()
    UP = auto()
    DOWN = auto()
    FLAT = auto()  # as much as: 持平, a number in words
    REACH = auto()  # up or down to what follows, which is a level: 提高到
    RISE = auto()  # a rate of growth as a noun: 增速
    FALL = auto()  # a rate of decline as a noun: 降幅
    ABOVE = auto()  # more than what follows: 高于
    BELOW = auto()
    THAN = auto()  # compared with what follows: 比
    YEAR_AGO = auto()  # compared with a year ago, as growth is anyway: 同比
    SINCE_START = auto()  # compared with January: 比年初
    SINCE_BEFORE = auto()  # compared with the month before: 环比
    FROM = auto()  # of what changed the former number: 由, 从
    SHARE = auto()  # 占比
    OF = auto()  # a part of what follows: 占
    OF_PLAN = auto()  # a part of what was planned: 为年初预算的
    EXCEPT = auto()  # without a part: 扣除
    CONTRIBUTION = auto()
    DRAG = auto()  # points that it takes from a whole
    AVERAGE = auto()
    TARGET = auto()
    FORECAST = auto()
    PLAN = auto()
    RANK = auto()  # what follows is a place: 第
    STANDS = auto()  # stands among others, whom what follows names: 居
    REAL = auto()
    NOMINAL = auto()
    EXPECTED = auto()
    OVER = auto()
    UNDER = auto()
    ABOUT = auto()
    AMONG = auto()  # a part of the foregoing follows: 其中
    TIMES = auto()  # a time that no window stands for: 国庆假期
    EVERY = auto()  # so many out of so many: 每
    EACH = auto()  # numbers of a list follow: 分别
    AND = auto()
    POSSESSIVE = auto()  # 的
    FILLER = auto()  # says nothing of the number
    OTHER = auto()  # whatever is in no table


_TABLE: Mapping[Kind, str] = {
    Kind.UP: """
        增长 上涨 提高 上升 增加 回升 加快 提升 攀升 扩大 拓宽 增 涨 快 高 多 高出 超出 增产 增收 新增 净增 ↑ + ⬆
        ▲ △ 正增长 成长 年增 年成长 提速 反弹 走高 恢复 前移 提前 上移 跃升 增多 快出 多出 大增 大涨 猛增 劲增
        微增 略增 小增 飙升 激增 走强 增量 转正 升 扬 加速 增支 年涨 年升 回暖 反超
        续增 再增 又增 连增""",
    Kind.DOWN: """
        下降 回落 减少 降低 下滑 放缓 缩小 收窄 负增长 年减 负成长 下跌 减 降 慢 低 少 ↓ ⬇ ▼ ▽ 减产 减收 缩减 大降
        骤降 大跌 萎缩 下挫 走低 减弱 后移 下移 减慢 缩短 压减 压缩 锐减 微降 略降 小降 走弱 骤减 滑落 回调 缩窄
        收缩 转负 跌 挫 放慢 减速 趋缓 减支 减收 年跌 年降 少收 少支 续降 再降 又降 连降 滑坡""",
    Kind.FLAT: "持平",
    Kind.REACH: """
        到 至 回到 重回 落至 落到 增至 升至 升到 降至 降到 减至 降为 升为 跌至 涨至 变为 变成 转为 转变为 演变为
        调整为 调整到 调整至 优化为 改善为 优化调整为""",
    Kind.RISE: "成长率 年增率 增速 增幅 涨幅 增长速度 发展速度 增长率 增势 同比增速 升幅 上涨幅度 增长幅度",
    Kind.FALL: "降幅 跌幅 减幅 下降幅度 下降速度 下跌幅度 回落幅度 降速",
    Kind.ABOVE: "高于 快于 多于 大于 优于 领先 领先于 高出于 领跑 好于 高过 跑赢",
    Kind.BELOW: "低于 慢于 少于 小于 落后 落后于 弱于 不及 落后全省 跑输",
    Kind.THAN: "比 较 与 同 跟 相比 相对于 对比",
    Kind.YEAR_AGO: "同比 上年同比 按年 年比 按可比口径同比",
    Kind.SINCE_START: "比年初 较年初 比上年初 较上年初",
    Kind.SINCE_BEFORE: "按月 按季 月增 月减 季增 季减 环比 比上月 较上月 比上月末 较上月末 比上季度 较上季度 月环比",
    Kind.FROM: "由 从",
    Kind.SHARE: "占比 比重 所占比重 占比重 份额 占有率",
    Kind.OF: "占 占到 占了 占去 约占 占据 相当于",
    Kind.EXCEPT: "扣除 剔除 不含 除去 剔除一次性因素后 扣除房地产开发投资后 扣除房地产后",
    Kind.DRAG: "拖累 下拉",
    Kind.CONTRIBUTION: """
        拉动 贡献率 贡献 带动 上拉 拉动经济增长 拉动地区生产总值增长 拉动GDP增长 对经济增长的贡献率
        对经济增长贡献率 对GDP增长的贡献率 对地区生产总值增长的贡献率 对全市经济增长的贡献率
        对全省经济增长的贡献率 对全县经济增长的贡献率 对经济增长的贡献率为""",
    Kind.AVERAGE: "平均 年均 年平均 两年平均 三年平均 四年平均 五年平均 两年年均 三年年均 两年平均增速",
    Kind.TARGET: """
        迈进 提出 奋斗目标 主要目标 发展目标 工作目标 锚定 冲刺 奋力实现 奋力 目标 预期目标 目标任务 确保 力争
        要增长 要达到 要完成 要实现 要突破 需增长 控制目标 年度目标 任务 预期 控制在 争取 规划目标 力争实现 确保完成""",
    Kind.FORECAST: "预测 预计到 有望 若 如果 将达 可达 或将",
    Kind.PLAN: "计划 安排 拟 规划 将 未来",
    Kind.RANK: "第 前 头 首",
    Kind.STANDS: "列 位列 居 位居 排 排名 排在 跃居 稳居 继续居 增速位居 名列 并列 进入 跻身 退居 重返 居于 排位 在",
    Kind.NOMINAL: "名义 同比名义 现价 按现价计算 按现价 按当年价格计算 按现行价格计算",
    Kind.EXPECTED: "预计 预计达 预计可达 初步预计 预计全年",
    Kind.REAL: "实际 扣除价格因素实际 扣除价格因素 扣除价格因素影响 扣除价格因素影响后 扣除价格因素后实际 扣除物价因素",
    Kind.OVER: """
        升破 站稳 冲上 攀上 首破 破 首超 冲破 一举突破 首次突破 连跨 成功突破 突破 超过 超 逾 以上 余 站上 跨越
        跨过 迈上 迈过 迈入 跃上 大关 不低于 不少于 至少 及以上 过 跨上""",
    Kind.UNDER: "跌破 近 接近 不到 不足 以内 以下 将近 逼近 不超过 不高于",
    Kind.ABOUT: "约 左右 大约 上下 约为 基本 大体 约合 前后",
    Kind.AMONG: "其中 当中 其",
    Kind.EACH: "分别 分别为 分别是 分别达 分别达到 分别完成 分别实现 依次为 依次 各",
    Kind.TIMES: """
        假期 国庆 春节 五一 黄金周 期间 元旦 中秋 端午 清明 暑期 寒假 周末 上旬 中旬 下旬 时期 小长假 当日 当天
        当晚 首日""",
    Kind.EVERY: "每",
    Kind.AND: "、 和 及 以及 或 —",
    Kind.POSSESSIVE: "的 之",
    Kind.OTHER: """
        一站式 新一轮 又一次 再一次 一次能源 一县一业 一村一品 一大批 一揽子 一般公共预算 一般 统一 一带一路 唯一
        一些 一批 一系列 一定 一致 一体 一体化 一方面 第一产业 第二产业 第三产业 增加值 增长点 增长极 高技术 高速
        高新 高标准 高质量 高校 高等 高中 高铁 高端 快递 快报 快速路 减排 减税 上市 上市公司 新增长 低保 低碳
        多式联运 增值税 增值 同级 中小 中等 中药 中医 时限 和谐 新能源 由于 从业 从业人员 自然 自来水 首位度 前列
        前沿 近年 近年来 近期 约束 超市 超额 过程 过境 余额 多元 多数 占用 若干 任务书 计划生育 建设用地 期末
        现场会 高于预期 增势良好 十四五 十五五 十六五 十七五 十三五 十强 百强 百姓 万物 千方百计 一季一季 三农
        两会 三公 二手 二手房 一手 一把手 一线 二线 一流 百货 百花 万户 千家万户 一心一意 一如既往 五险一金 四化
        不及预期 好于预期 符合预期 低于预期 超预期 超出预期 签约 集中签约
        双百 每万元 每百元 每千人 每万人 每百户 一致性 单位""",
    Kind.FILLER: """
        翻 成为 继 之后 定下 订下 设定 确定 定在 更是 更 都 甚至 却是 则是 才
        尤其是 特别是 尤其 特别 再看 反观 与此同时 至此 目前 截至目前 来看 领域 另 另据 据悉 据介绍 包括 得益于此
        实现了 取得 收获 斩获 拿下 交出 跑出 守住 而言 其次 首先 最后 另一方面 总体上 总体来看 具体来看 具体看
        分领域看 分类别看 从产业看 三驾马车中 当月实现 这一 此 该 恢复性 连续 补偿性 温和 一路 止跌 企稳 仍然 依然
        首度 成功 顺利 圆满 迅速 强势 连年 逐年 逐季 逐月 累计实现 超额完成 稳定在 保持在 维持在 稳定 要 务必 紧盯
        须 需 实现 完成 达 达到 为 是 共 累计 共计 合计 总计 均 仅 也 则 而 又 却 已 已经 再 还 即 就 共有 拥有 有
        达成 总体 其余 分别看 大幅 小幅 快速 平稳 稳步 大幅度 明显 持续 略 略有 稍 微 由负转正 由正转负 进一步
        较快 首次 一举 初步核算 经初步核算 初步统计 据统计 按可比价格计算 按可比价计算 按不变价格计算 按不变价计算
        可比价 不变价 按可比价 按不变价
        按可比价格 按不变价格 按可比口径 同口径 可比口径 按可比口径计算 根据地区生产总值统一核算结果 当年
        本年 年内 期内 据初步核算 经核算 统一核算 继续 保持 呈 呈现 人民币 收于 位 名 平均水平
        平均水准 水准 平均值 平均数 均值 仍 依旧 尚 虽 虽然 尽管 并 并且 且 远 远远 水平 整体 表现为
        显示 表明 达到了 达了 只 只有 约有 多达 高达 实际完成 总额达 录得 位于 处于 ▶ # · • ■ ● ◆ “ ” 《 》 ‘ ’
        当期 同期 出现 时 中 内 了 着 以 把 被 向 不含农户 好在 不过 但 但是 同时 此外 另外 因此 所以 也就是说 看
        总值 按常住地分 按产业分 分产业看 分季度看 按经营地统计 按消费形态分 按消费类型分 按经营单位所在地分
        从总量看 从增速看 分行业看 分门类看 分城乡看 据海关统计 据测算 数据显示 方面 经省统计局核定
        经省统计局统一核算 经市统计局核定 整个 受此带动 总的来看 初步测算 增速由负转正 按产业看 从结构看 按城乡分
        按年平均常住人口计算 未完成 未达到 未达 未能完成 未能达到 建设 打造 培育 发放 新建 最高 最低 最快 最慢 最大 最小
        最高的 最低的 最快的 最慢的 位次 排位""",
}
_REACHING = [
    verb + end
    for kind in (Kind.UP, Kind.DOWN)
    for verb in _TABLE[kind].split()
    for end in "到至为"
    if len(verb) > 1 and verb != "增量"
]
_OF_GROWTH = [
    f"对{where}{whole}{grows}{of}贡献率"
    for where in ("", "全市", "全省", "全县", "全区")
    for whole in ("经济", "GDP", "地区生产总值", "生产总值", "")
    for grows in ("增长", "")
    for of in ("的", "")
    if whole or where
]
WORDS: Mapping[str, Kind] = (
    dict.fromkeys(_OF_GROWTH, Kind.CONTRIBUTION)
    | dict.fromkeys(_REACHING, Kind.REACH)
    | {word: kind for kind, words in reversed(list(_TABLE.items())) for word in words.split()}
)
