"""Problems of callers, as `application/problem+json` (RFC 9457), in both languages."""

from enum import Enum
from typing import Any

from django.http import JsonResponse

from tongguan.journeys.explanations import address

RETRY_SECONDS = 5


class Problem(Enum):
    """What a caller may have done wrong: status, code, what it is, what to do."""

    NO_KEY = (
        401,
        "RGT-1001",
        ("没有有效的接口密钥", "No valid API key was given"),
        (
            "在请求头 Authorization: Bearer 中给出本企业的接口密钥",
            "Give your firm's key in the header Authorization: Bearer",
        ),
    )
    BUSY = (
        503,
        "SYS-9002",
        ("系统繁忙，暂不收报", "The gateway is busy and takes nothing for the moment"),
        ("按 Retry-After 稍后原样重发", "Send the same again after Retry-After"),
    )
    NOT_FOUND = (
        404,
        "REF-1004",
        (
            "没有这个编号的单证，或不属于本企业",
            "No such paper, or it is not your firm's",
        ),
        ("核对编号", "Check the number"),
    )
    NO_MESSAGE = (
        404,
        "REF-1006",
        (
            "标准没有这个报文或版本，见 near",
            "The standard has no such message or edition, see near",
        ),
        ("改用 near 所列的报文或版本", "Ask for one of those in near"),
    )
    EMPTY = (
        400,
        "TRN-1001",
        ("请求没有报文内容", "The request holds no message"),
        (
            "把 XML 报文或其 zip 放在请求体中",
            "Put the XML, or a zip of it, in the body",
        ),
    )
    BAD_ENVELOPE = (
        422,
        "TRN-1021",
        (
            "信封（DxpMsg）不符合交换平台的格式，见 faults",
            "The envelope (DxpMsg) breaks the exchange platform's schema, see faults",
        ),
        ("逐项改正 faults 所列位置", "Correct every place faults names"),
    )
    NOT_FOR_US = (
        422,
        "TRN-1022",
        (
            "信封的接收方不含本平台的编号，见 expected",
            "The envelope does not name this office as a receiver, see expected",
        ),
        (
            "在 ReceiverIds 中填写 expected 所示的编号",
            "Name the address in `expected` among the receivers",
        ),
    )
    NOT_THE_SENDER = (
        422,
        "RGT-1204",
        (
            "信封的发送方编号没有登记在本企业名下",
            "The sender's address of the envelope is not on file for your firm",
        ),
        (
            "填写本企业登记的传输编号（dxpId），或先登记该编号",
            "Give an address (dxpId) on file for your firm, or have it put on file",
        ),
    )
    NOT_REACHED = (
        422,
        "RGT-1205",
        (
            "本企业没有登记传输编号（dxpId），不能以信封取回执",
            "Your firm has no address (dxpId) on file to seal receipts for",
        ),
        (
            "登记传输编号后重新取报，或用 format=xml 取报",
            "Have an address put on file, or pull with format=xml",
        ),
    )
    NUMBER_TAKEN = (
        422,
        "DUP-1002",
        (
            "本企业已用这个信封编号（CopMsgId）报送过内容不同的报文",
            "Your firm has sent another message under this envelope number (CopMsgId)",
        ),
        (
            "更正内容的换用新编号；重发的原样发送",
            "Use a new number for new content; resend unchanged what was sent before",
        ),
    )
    BAD_ZIP = (
        400,
        "TRN-1002",
        ("zip 无法读取", "The zip can't be read"),
        ("用未加密的标准 zip 重新打包", "Pack it again as a plain zip, not encrypted"),
    )
    TOO_LARGE = (
        413,
        "TRN-1003",
        (
            "报文超过 8 MiB，或压缩包内超过 10000 个、压缩比过高",
            "A message exceeds 8 MiB, or a zip 10,000 members, or it is over-packed",
        ),
        ("拆成若干报文报送", "Split it into several messages"),
    )
    BAD_CURSOR = (
        400,
        "TRN-1004",
        (
            "after 应为不小于 0 的整数，limit 应为 1 至 500，wait 应为 0 至 30 秒",
            "after must be 0 or more, limit 1 to 500, wait 0 to 30 seconds",
        ),
        ("改正查询参数", "Correct the query"),
    )
    BAD_WEBHOOK = (
        422,
        "TRN-1042",
        ("推送地址不可用，见 reason", "The address can't be called, see reason"),
        (
            "登记公网上的 https 地址：{url}",
            "Give an https address on the public network: {url}",
        ),
    )
    TOO_MANY_WEBHOOKS = (
        409,
        "TRN-1043",
        ("本企业的推送地址已达上限", "The firm has as many addresses as it may have"),
        ("改用已登记的地址", "Use one of the addresses that are on file"),
    )
    WRONG_STATE = (
        409,
        "STA-1041",
        ("当前状态下不能这样处理", "That can't be done in the present state"),
        ("查询当前状态后再处理", "Look at the present state first"),
    )
    NO_SUCH = (
        404,
        "REF-1041",
        ("没有此项，或不属于本企业", "There is none, or it is not your firm's"),
        ("核对编号", "Check the identifier"),
    )
    NOT_ENTITLED = (
        403,
        "RGT-1207",
        (
            "本企业没有可使用该功能的备案类别，见 findings",
            "Your firm is not filed in a role that may use this, see findings",
        ),
        ("先增加备案类别，再重新办理", "Add the role to your filing, then try again"),
    )
    UNFIT_FILING = (
        422,
        "RGT-1208",
        (
            "备案申请有不符合要求的内容，见 findings",
            "The application for filing is not as it must be, see findings",
        ),
        (
            "逐项改正 findings 所列内容后重新提交",
            "Mend everything findings names, and apply again",
        ),
    )
    BAD_CONFIRMATION = (
        422,
        "TRN-1041",
        (
            "确认位置应为已生成的回执：{epoch, seq}",
            "The cursor must be a receipt that exists: {epoch, seq}",
        ),
        (
            "填写已收到的最后一份回执的 epoch 和 seq",
            "Give epoch and seq of the last receipt you have",
        ),
    )
    BAD_JSON = (
        400,
        "TRN-1005",
        ("请求体不是 JSON", "The body is not JSON"),
        ("按接口文档发送 JSON", "Send JSON as the documentation says"),
    )
    TOO_MANY = (
        413,
        "TRN-1007",
        ("一次最多试算 1000 票", "At most 1000 purchases are assessed at once"),
        ("分批提交", "Send them in parts"),
    )
    BAD_REQUEST = (
        422,
        "TRN-1006",
        ("请求有字段不符合约定，见 faults", "Fields are not as agreed, see faults"),
        ("逐项改正 faults 所列字段", "Correct every field faults names"),
    )
    NO_METHOD = (
        405,
        "TRN-1008",
        ("该地址不接受这种请求方法", "The address takes no request of this method"),
        ("改用 Allow 头所列的方法", "Use a method the header Allow names"),
    )
    NO_ADDRESS = (
        404,
        "TRN-1009",
        ("接口没有这个地址", "The interface has no such address"),
        ("核对接口文档中的地址", "Check the address in the interface's documentation"),
    )
    NO_CODE = (
        404,
        "REF-1005",
        ("代码目录没有这个代码", "The catalogue has no such code"),
        ("核对代码，near 列出相近的代码", "Check the code; near names similar ones"),
    )
    BROKEN = (
        500,
        "SYS-9001",
        ("本系统处理时发生意外", "This window failed in an unforeseen way"),
        (
            "等待后原样重发；反复出现的，联系本系统运营方",
            "Wait and send the same again; if it recurs, tell the operator",
        ),
    )


def told(kind: Problem, **more: Any) -> dict[str, Any]:
    """Say a problem as data."""
    status, code, what, remedy = kind.value
    return {
        "type": f"urn:tongguan:problem:{code}",
        "status": status,
        "code": code,
        "title": what[0],
        "title_en": what[1],
        "detail": remedy[0],
        "detail_en": remedy[1],
        "received": False,
        "doc": address(code),
        **more,
    }


def problem(kind: Problem, **more: Any) -> JsonResponse:
    """Answer with a problem; nothing was stored."""
    answer = JsonResponse(told(kind, **more), status=kind.value[0])
    answer["Content-Type"] = "application/problem+json"
    if kind is Problem.BUSY:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
