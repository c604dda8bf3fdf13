"""Letters that look like Chinese ones and are not: PDFs hand out radicals (⻓) and compatibility forms."""

import unicodedata

# Radicals that are letters of their own, which Unicode's compatibility forms leave out: from U+2E81 on.
_RADICALS = (
    "⺁⺇⺈⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺛⺜⺝⺞⺠⺧⺩⺪⺫⺬⺮⺶⺷⺸⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻊⻋⻑⻒⻓⻔⻗⻘"
    "⻙⻚⻛⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_THEIR_LETTERS = (
    "厂几刀小小兀尣尢尢巳幺彑彐旡日月歺民牛王疋目示竹羊羊羊聿肉臼虎西西见角角贝足车長镸长门雨青"
    "韦页风飞食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_ALSO = {"⼾": "户", "⸺": "——"}  # in simplified texts; a dash that fonts draw as one
_FORMS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
_LETTERS = str.maketrans(
    {chr(code): form for span in _FORMS for code in span if len(form := unicodedata.normalize("NFKC", chr(code))) == 1}
    | _ALSO
    | dict(zip(_RADICALS, _THEIR_LETTERS, strict=True))
)


def with_letters(text: str) -> str:
    """A text with letters for radicals and compatibility forms of letters; all else stays."""
    return text.translate(_LETTERS)
