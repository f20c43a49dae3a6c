"""报文格式校验 What a sender is told of a message that cannot be read (CEB900).

`SCH-110x` are faults of the message as a whole, after which nothing of it was read;
`SCH-112x` and `SCH-113x` are faults of single fields, and all of them are told.
"""

from collections.abc import Sequence

from tongguan.kit.breaches import BREACHES, Breach
from tongguan.kit.wire import WireFault

# The standard only says the status is negative; no official number is published. This
# one is what a public simulator of the customs answers: to be confirmed.
FORMAT_STATUS = "-999999"

LONGEST_TEXT = 5000
RESERVE = 60

TOO_LARGE = Breach(
    "SCH-1101",
    "报文过大或过于复杂：{detail}",
    "The message is too large or too intricate: {detail}",
    ("拆分成若干报文报送", "Split it into several messages"),
)
STRANGE_ENCODING = Breach(
    "SCH-1102",
    "不支持的字符编码：{detail}",
    "The character encoding is not supported: {detail}",
    (
        "使用 UTF-8（也接受 GB18030、GBK、GB2312，以及带 BOM 的 UTF-16）",
        "Use UTF-8 (GB18030, GBK, GB2312 and UTF-16 with a BOM are accepted too)",
    ),
)
WRONG_ENCODING = Breach(
    "SCH-1103",
    "字节内容与声明的字符编码不符：{detail}",
    "The bytes are not in the encoding they claim: {detail}",
    ("按实际编码声明，或改用 UTF-8 保存", "Declare the true encoding, or use UTF-8"),
)
DOCTYPE = Breach(
    "SCH-1104",
    "报文不得含有文档类型定义（DOCTYPE）",
    "The message must not have a document type definition (DOCTYPE)",
    ("删除 DOCTYPE 和实体定义", "Remove the DOCTYPE and its entities"),
)
NOT_WELL_FORMED = Breach(
    "SCH-1105",
    "不是格式良好的 XML：{detail}",
    "Not well-formed XML: {detail}",
    (
        "检查标签是否成对、& 和 < 是否转义、有没有不允许的字符",
        "Check that tags are paired, & and < escaped, and no character forbidden",
    ),
)
INSTRUCTION = Breach(
    "SCH-1106",
    "报文不得含有处理指令",
    "The message must not have processing instructions",
    ("删除 <?…?> 处理指令", "Remove the <?…?> instructions"),
)
NOTHING = Breach(
    "SCH-1107",
    "报文为空",
    "The message is empty",
    ("检查发送程序", "Check the sending program"),
)
STRANGE_MESSAGE = Breach(
    "SCH-1108",
    "不是本系统受理的报文类型：{detail}",
    "Not a message type that is accepted here: {detail}",
    (
        "改用本系统受理的报文，根元素如 CEB311Message、CEB621Message",
        "Send a message taken here; its root is CEB311Message, CEB621Message and so on",
    ),
)
STRANGE_NAMESPACE = Breach(
    "SCH-1109",
    "根元素的命名空间不是标准规定的：{detail}",
    "The root element is not in the standard's namespace: {detail}",
    (
        "改用命名空间 http://www.chinaport.gov.cn/ceb，前缀不限",
        "Use http://www.chinaport.gov.cn/ceb, under any prefix",
    ),
)

STRANGE_SENDER = Breach(
    "SCH-1110",
    "报文的传输企业代码 {detail} 与报送身份不符",
    "The message names {detail} as its sending firm, which is not who sent it",
    (
        "以传输企业自己的身份报送，或改正 BaseTransfer 的传输企业代码",
        "Send it as that firm, or correct the sending firm in BaseTransfer",
    ),
)
STRANGE_ADDRESS = Breach(
    "SCH-1111",
    "传输编号 {detail} 没有登记在报送企业名下",
    "The address {detail} is not on file for the sending firm",
    (
        "填写本企业登记的传输编号（dxpId），或先登记该编号",
        "Give an address (dxpId) on file for your firm, or have it put on file",
    ),
)
BAD_ENVELOPE = Breach(
    "SCH-1112",
    "信封（DxpMsg）不符合交换平台的格式：{detail}",
    "The envelope (DxpMsg) breaks the exchange platform's schema: {detail}",
    ("按所列位置改正信封后重新报送", "Correct the envelope at that place and resend"),
)
NOT_JSON = Breach(
    "SCH-1113",
    "不是 JSON 形式的报文：{detail}",
    "Not a message in its JSON form: {detail}",
    (
        "按 /api/v1/messages 所列的 JSON 形式改写，每个名称只写一次",
        "Write it in the JSON form of /api/v1/messages, every name once",
    ),
)
WHOLE_MESSAGE = (
    *(TOO_LARGE, STRANGE_ENCODING, WRONG_ENCODING, DOCTYPE, NOT_WELL_FORMED),
    *(INSTRUCTION, NOTHING, STRANGE_MESSAGE, STRANGE_NAMESPACE, STRANGE_SENDER),
    *(STRANGE_ADDRESS, BAD_ENVELOPE, NOT_JSON),
)
FORMAT_CODES: dict[str, Breach] = {it.code: it for it in (*WHOLE_MESSAGE, *BREACHES)}


class UnreadableError(ValueError):
    """A message of which nothing can be read; it says why, and what to do."""

    def __init__(self, breach: Breach, chinese: str = "", english: str = "") -> None:
        self.code = breach.code
        self.chinese = breach.chinese.format(detail=chinese)
        self.english = breach.english.format(detail=english or chinese)
        self.remedy = breach.remedy
        super().__init__(f"{self.code} {self.english}")


def format_receipt_text(wrong: Sequence[WireFault] | UnreadableError) -> str:
    """Tell every fault in one text of at most 5000 characters, Chinese first.

    Faults for which there is no room are counted at the end.
    """
    if isinstance(wrong, UnreadableError):
        lines = [f"[{wrong.code}]{wrong.chinese}。{wrong.remedy[0]}。{wrong.english}."]
    else:
        lines = [_line(fault) for fault in wrong]
    told: list[str] = []
    room = LONGEST_TEXT - RESERVE
    for line in lines:
        if len(line) + 1 > room:
            break
        told.append(line)
        room -= len(line) + 1
    if left := len(lines) - len(told):
        told.append(f"另有 {left} 处错误未列出 ({left} more faults are not listed)")
    return "\n".join(told)


def _line(fault: WireFault) -> str:
    value = f"，值“{fault.value}”" if fault.value else ""
    return (
        f"[{fault.code}]{fault.path} {fault.label}{value}：{fault.chinese}。"
        f"{fault.remedy[0]}。{fault.english}."
    )
