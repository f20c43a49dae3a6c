"""收取上传 What a platform uploads: read, verified, weighed, kept, and answered.

The answer has the code, the message, how many were taken and the time, as the
announcement has it; 10000 is success. Which of the numbers from 20001 on stands for
what was not published but for 20004: to be confirmed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tongguan.finance.payment_data.lifecycle import InquiryState
from tongguan.finance.payment_data.messages import Upload
from tongguan.finance.payment_data.model import Inquiry
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.platform_data.messages import TIME
from tongguan.gateway.platform_data.reading import Received, read_upload, signed_by
from tongguan.journeys.payment_data import keep
from tongguan.journeys.rooms import Rooms
from tongguan.kit.wire import WireFault

SUCCESS = "10000"
FAULTY, UNKNOWN_SESSION, BAD_SIGNATURE = "20001", "20002", "20003"
NOT_REGISTERED = "20004"
MOST = 20


def receive(rooms: Rooms, text: str, at: datetime) -> dict[str, Any]:
    """Take in one upload, in the caller's transaction, and answer it."""
    try:
        received = read_upload(text)
    except UnreadableError as fault:
        return answer(FAULTY, f"{fault.chinese} {fault.english}", at)
    if received.upload is None:
        return answer(FAULTY, described(received.faults), at)
    upload = received.upload
    inquiry = rooms.payment_data.hold(upload.session)
    if inquiry is None or inquiry.platform != upload.head.platform_code:
        said = "没有这个会话，或不是发给该平台的 No such session of this platform"
        return answer(UNKNOWN_SESSION, said, at)
    return _verified(rooms, inquiry, received, text, at)


def _verified(
    rooms: Rooms, inquiry: Inquiry, received: Received, text: str, at: datetime
) -> dict[str, Any]:
    certificate, spelling = signed_by(received, rooms.certificates.of(inquiry.platform))
    if certificate is None:
        said = "验核企业签名的证书未登记 The certificate is not registered"
        return answer(NOT_REGISTERED, said, at)
    valid = certificate.valid_from <= at <= certificate.valid_until
    if not spelling or not valid:
        said = "验签失败：签名与所传内容不符，或证书不在有效期内"
        english = "The signature does not verify over what was transmitted"
        return answer(BAD_SIGNATURE, f"{said} {english}", at)
    if inquiry.state != InquiryState.AGREED:
        upload: Upload | None = received.upload
        assert upload is not None, "what has faults was refused before"
        kept = replace(
            inquiry,
            certificate=certificate.serial,
            variant=spelling,
            body=text.encode(),
        )
        keep(rooms, kept, upload, at)
    return answer(SUCCESS, "", at, total=1)


def answer(code: str, message: str, at: datetime, *, total: int = 0) -> dict[str, Any]:
    """Say in the words of the announcement what became of an upload."""
    return {
        "code": code,
        "message": message,
        "total": total,
        TIME: int(at.timestamp() * 1000),
    }


def described(faults: Sequence[WireFault]) -> str:
    """Say every fault: where, which value, what is wanted, in both languages."""
    told = [
        f"{it.path} “{it.value}” {it.chinese} {it.english} [{it.code}]"
        for it in faults[:MOST]
    ]
    left = len(faults) - MOST
    return "；".join(told) + (f"；+{left}" if left > 0 else "")
