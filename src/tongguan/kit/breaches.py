"""What can be wrong with a field as it travels, said so that a sender can mend it."""

from dataclasses import dataclass

Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Breach:
    """One way to break the form; `{wanted}` in a text is what the standard wants."""

    code: str
    chinese: str
    english: str
    remedy: Texts


class BreachError(ValueError):
    """A text does not have the form the standard gives it."""

    def __init__(self, breach: Breach) -> None:
        super().__init__(breach.english)
        self.breach = breach


@dataclass(frozen=True, slots=True)
class WireFault:
    """One thing wrong with a message: where, which value, and what is wanted."""

    path: str
    tag: str
    label: str
    value: str
    breach: Breach
    wanted: Texts = ("", "")

    @property
    def code(self) -> str:
        """The code of the breach."""
        return self.breach.code

    @property
    def chinese(self) -> str:
        """What is wrong, in Chinese."""
        return self.breach.chinese.format(wanted=self.wanted[0])

    @property
    def english(self) -> str:
        """What is wrong, in English."""
        return self.breach.english.format(wanted=self.wanted[1])

    @property
    def remedy(self) -> Texts:
        """What to do about it, in both languages."""
        return self.breach.remedy


MISSING = Breach(
    "SCH-1121",
    "缺少必填元素",
    "A required element is missing",
    ("补填该元素，放在标准规定的位置", "Add the element at its place in the standard"),
)
EMPTY = Breach(
    "SCH-1122",
    "元素为空，应为{wanted}",
    "The element is empty; it must be {wanted}",
    ("填写内容；选填元素无内容时整个省略", "Fill it in, or omit it if optional"),
)
TOO_LONG = Breach(
    "SCH-1123",
    "内容过长，应为{wanted}",
    "The content is too long; it must be {wanted}",
    ("删减内容", "Shorten the content"),
)
WRONG_LENGTH = Breach(
    "SCH-1124",
    "长度不符，应为{wanted}",
    "The length is wrong; it must be {wanted}",
    ("按规定的位数填写，首尾空格也计入位数", "Use the exact length; spaces count"),
)
NO_NUMBER = Breach(
    "SCH-1125",
    "不是数字，应为{wanted}",
    "Not a number; it must be {wanted}",
    (
        "填写半角数字和小数点，不用千分位、单位或科学计数法",
        "Use plain digits and a point: no separators, units or exponents",
    ),
)
TOO_MANY_DIGITS = Breach(
    "SCH-1126",
    "数字位数过多，应为{wanted}",
    "The number has too many digits; it must be {wanted}",
    ("核对数量级和计量单位", "Check the magnitude and the unit"),
)
TOO_MANY_DECIMALS = Breach(
    "SCH-1127",
    "小数位数过多，应为{wanted}",
    "The number has too many decimals; it must be {wanted}",
    ("四舍五入到规定的小数位", "Round to the decimals allowed"),
)
NOT_LISTED = Breach(
    "SCH-1128",
    "取值不在规定范围内，应为{wanted}",
    "The value is not one of those allowed; it must be {wanted}",
    ("从规定的取值中选填", "Choose one of the values allowed"),
)
NO_TIME = Breach(
    "SCH-1129",
    "不是有效的日期或时间，应为{wanted}",
    "Not a real date or time; it must be {wanted}",
    ("按规定格式填写日历上存在的日期时间", "Write a day and time that exist"),
)
UNKNOWN = Breach(
    "SCH-1130",
    "标准中没有这个元素",
    "The standard has no such element here",
    ("核对元素名称（区分大小写）和层级", "Check its name, letter case and level"),
)
REPEATED = Breach(
    "SCH-1131",
    "元素重复出现",
    "The element is given more than once",
    ("只保留一个", "Keep one only"),
)
OUT_OF_ORDER = Breach(
    "SCH-1132",
    "元素顺序不符合标准",
    "The element is not in the order of the standard",
    ("按标准规定的先后顺序排列元素", "Put the elements in the standard's order"),
)
CONTROL_CHARACTER = Breach(
    "SCH-1133",
    "含有控制字符，或在单行字段中换行",
    "Holds a control character, or a line break in a one-line field",
    ("删除控制字符、制表符和换行", "Remove control characters, tabs and breaks"),
)
STRAY_TEXT = Breach(
    "SCH-1134",
    "元素之间夹有文字",
    "There is text between the elements",
    ("删除元素之间的文字", "Remove the text between the elements"),
)
STRAY_ATTRIBUTE = Breach(
    "SCH-1135",
    "标准中没有这个属性",
    "The standard has no such attribute here",
    ("删除该属性", "Remove the attribute"),
)
STRAY_ELEMENT = Breach(
    "SCH-1136",
    "字段内不得再含元素",
    "A field must not hold elements",
    ("只填写文字内容", "Give plain text only"),
)
TOO_MANY = Breach(
    "SCH-1137",
    "数量超过上限，应为{wanted}",
    "There are too many; there may be {wanted}",
    ("拆分后分别报送", "Split them over several messages"),
)
FOREIGN = Breach(
    "SCH-1138",
    "元素的命名空间不是标准规定的命名空间",
    "The element is not in the standard's namespace",
    ("改用标准的命名空间", "Put the element into the standard's namespace"),
)
NO_BASE64 = Breach(
    "SCH-1139",
    "不是 Base64 编码，应为{wanted}",
    "Not base64; it must be {wanted}",
    ("按 Base64 编码填写，含补位 =", "Write the bytes as base64, padded with ="),
)

BREACHES = (
    *(MISSING, EMPTY, TOO_LONG, WRONG_LENGTH, NO_NUMBER, TOO_MANY_DIGITS),
    *(TOO_MANY_DECIMALS, NOT_LISTED, NO_TIME, UNKNOWN, REPEATED, OUT_OF_ORDER),
    *(CONTROL_CHARACTER, STRAY_TEXT, STRAY_ATTRIBUTE, STRAY_ELEMENT, TOO_MANY),
    *(FOREIGN, NO_BASE64),
)
