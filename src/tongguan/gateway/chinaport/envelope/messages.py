"""交换平台报文 How an envelope and the platform's answer to it travel.

Tags misspelt in the standard (`CreatTime`, `RecevierId`) stay as they are.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.kit.wire import wire

VERSION = "1.0"
TERMINAL, TRANSIT, REPLY = "DxpMsg", "DxpMsgSv", "DxpRep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """接收方 One address the envelope is for."""

    address: str = wire("", "C1..16", label="接收方编号", attribute=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """接收方 The addresses the envelope is for."""

    several: tuple[Receiver, ...] = wire(
        "ReceiverId", "1..5", of=Receiver, label="接收方编号"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """传输信息 The sender's number of the envelope, from where, to where."""

    number: str = wire("CopMsgId", "C1..255", label="原始报文编号")
    sender: str = wire("SenderId", "C1..16", label="发送方编号")
    receivers: Receivers = wire("ReceiverIds", "1", of=Receivers, label="接收方")
    made_at: datetime = wire("CreatTime", "xs:dateTime", label="报文创建时间")
    message_type: str = wire("MsgType", "C0..30", label="报文类型")

    @property
    def addresses(self) -> list[str]:
        """Where the envelope goes."""
        return [receiver.address for receiver in self.receivers.several]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """业务关键字 A word of the business, under a name."""

    word: str = wire("", "C1..64", label="关键字", attribute=True)
    name: str | None = wire(
        "name", "C1..32", label="名称", attribute=True, required=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """业务关键字 Up to five words of the business."""

    several: tuple[Keyword, ...] = wire("Key", "1..5", of=Keyword, label="关键字")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charset:
    """文本标识 That the content is text, and in which encoding."""

    encoding: str = wire("Encode", "C0..50", label="字符集", attribute=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """附加信息 What may be said of the content."""

    file_name: str | None = wire(
        "FileName", "C1..255", label="原始报文名", required=False
    )
    card: str | None = wire("IcCard", "C1..13", label="IC卡号", required=False)
    keywords: Keywords | None = wire("BizKey", "0..1", of=Keywords, label="业务关键字")
    charset: Charset | None = wire("IsText", "0..1", of=Charset, label="文本标识")
    conversion: bool = wire("RecMapId", "0..1", label="报文转换编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """客户端传输报文 The envelope of a firm: a header, and a message in it."""

    version: str = wire("ver", "C{1.0}", label="版本", attribute=True, default=VERSION)
    id: str | None = wire("Id", "C1..255", label="标识", attribute=True, required=False)
    header: Header = wire("TransInfo", "1", of=Header, label="传输信息")
    content: bytes = wire("Data", "xs:base64Binary", label="待传输数据")
    aside: Aside | None = wire("AddInfo", "0..1", of=Aside, label="附加信息")
    signed: bool = wire(SIGNATURE, "0..1", label="签名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """服务器节点 How nodes pass an envelope on."""

    version: str = wire("Ver", "C{1.0}", label="版本", attribute=True, default=VERSION)
    number: str = wire("MsgId", "C1..32", label="交换平台报文编号")
    part: str | None = wire("SubMsgId", "C1", label="分拆编号", required=False)
    sent_at: datetime = wire("SendTime", "xs:dateTime", label="处理时间")
    end: str = wire("EndNode", "C1..8", label="目的节点")
    start: str = wire("StaNode", "C1..8", label="接入节点")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transit:
    """服务器传输报文 An envelope on its way between nodes."""

    version: str = wire("ver", "C{1.0}", label="版本", attribute=True, default=VERSION)
    id: str | None = wire("Id", "C1..255", label="标识", attribute=True, required=False)
    route: Route = wire("SvNo", "1", of=Route, label="服务器节点")
    terminal: Terminal = wire(TERMINAL, "1", of=Terminal, label="客户端传输报文")
    signed: bool = wire(SIGNATURE, "0..1", label="签名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """接收结果 What became of the envelope at one receiver."""

    receiver: str = wire("RecId", "C1..16", label="接收方编号")
    code: str = wire("Code", "C1..9", label="响应码")
    text: str | None = wire("Info", "C0..300", label="响应信息", required=False)
    note: str | None = wire("Note", "C0..500", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """接收结果 What became of it at each receiver."""

    several: tuple[Result, ...] = wire("Result", "1..n", of=Result, label="结果")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """平台响应 What the platform says to one envelope."""

    node: str | None = wire("NodeId", "C1..8", label="节点", required=False)
    code: str = wire("ResponseCode", "C1..9", label="响应码")
    text: str | None = wire("ResponseInfo", "C0..300", label="响应信息", required=False)
    results: Results | None = wire("Results", "0..1", of=Results, label="接收结果")
    on: date = wire("NoticeTime", "xs:date", label="响应日期")
    note: str | None = wire("Note", "C0..500", label="备注", required=False)
    header: Header = wire("OriHead", "1", of=Header, label="原传输信息")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """交换平台响应报文 The platform's answer to whoever sent envelopes."""

    version: str = wire("ver", "C{1.0}", label="版本", attribute=True, default=VERSION)
    receiver: str = wire("RecevierId", "C1..16", label="接收方编号")
    node: str | None = wire("AdNodeId", "C1..8", label="归属节点", required=False)
    responses: tuple[Response, ...] = wire(
        "Response", "1..n", of=Response, label="响应"
    )
    signed: bool = wire(SIGNATURE, "0..1", label="签名")
