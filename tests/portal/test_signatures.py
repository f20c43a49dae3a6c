"""The doctor's page and a firm's certificates, as a visitor meets them."""

from collections.abc import Callable
from urllib.request import Request

from tests.gateway.chinaport.signing.hands import key, made, signed
from tests.portal.visiting import Page, Visitor

Visit = Callable[[str], Visitor]
EDGE = "----edge"


def hand_in(visitor: Visitor, path: str, **parts: bytes | str) -> Page:
    """Send a form with files in it; what is bytes is a file."""
    visitor.get(path)
    body = b""
    for name, value in {**parts, "csrfmiddlewaretoken": visitor.token}.items():
        file = '; filename="x.xml"' if isinstance(value, bytes) else ""
        head = (
            f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        )
        data = value if isinstance(value, bytes) else value.encode()
        body += head.encode() + data + b"\r\n"
    body += f"--{EDGE}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
        "Referer": visitor.url + path,
    }
    request = Request(visitor.url + path, body, headers)  # noqa: S310 - our own server
    return visitor._ask(request)  # noqa: SLF001 - a form that holds files


def test_anybody_may_ask_the_doctor(visit: Visit) -> None:
    visitor = visit("")
    good = hand_in(visitor, "/doctor/", file=signed())
    changed = signed().replace(b">238.00<", b">239.00<")
    bad = hand_in(visitor, "/doctor/", file=changed, original=signed())

    assert good.says("//h2[@id='verdict']") == ["签名有效 CEB621Message"]
    assert key().certificate.fingerprint in good.body
    assert bad.says("//h2[@id='verdict']") == ["签名不成立 CEB621Message"]
    codes = bad.says("//p[@class='advice-says']//span[@class='chip']")
    assert codes == ["SIG-1209", "-621028"]
    signed_as, found = bad.says("//section[@aria-labelledby='difference']//dd")
    assert ("238.00" in signed_as, "239.00" in found) == (True, True)


def test_what_the_doctor_cannot_read_is_told(visit: Visit) -> None:
    visitor = visit("")
    alert = "//*[@role='alert']"
    asked = [
        hand_in(visitor, "/doctor/", text=text).says(alert)
        for text in ("", "<a", "<!DOCTYPE a><a/>")
    ]
    large = hand_in(visitor, "/doctor/", file=b"<a/>" * 200_000)

    assert asked[0] == ["请选择文件，或粘贴报文。"]
    assert asked[1][0].startswith("不是格式良好的 XML")
    assert asked[2] == ["报文不得含有文档类型定义（DOCTYPE）"]
    assert large.says(alert) == ["网页只看 512 KB 以内的报文；更大的请用命令行。"]
    unsigned = hand_in(visitor, "/doctor/", text="<a>1</a>")
    assert unsigned.says("//h2[@id='verdict']") == ["没有签名 a"]


def test_a_firm_files_and_revokes_its_certificates(visit: Visit) -> None:
    lina, dongqian = visit("lina"), visit("dongqian")
    pem = made("SM2", "lina").key.certificate.pem.encode()
    number = made("SM2", "lina").key.certificate.fingerprint
    note = "//*[@role='status']"

    hand_in(lina, "/certificates/", file=b"nothing")
    assert lina.get("/certificates/").says(note) == [
        "文件不是 RSA 或 SM2 证书（PEM 或 DER）。"
    ]
    hand_in(lina, "/certificates/", file=pem)
    page = lina.get("/certificates/")
    assert page.says(note) == ["证书已备案。"]
    assert page.says("//tbody//td[1]") == ["使用中"]
    hand_in(dongqian, "/certificates/", file=pem)
    assert dongqian.get("/certificates/").says(note) == ["该证书已由其他企业备案。"]
    hand_in(dongqian, "/certificates/", revoke=number)
    assert lina.get("/certificates/").says("//tbody//td[1]") == ["使用中"]
    hand_in(lina, "/certificates/", revoke=number)
    assert lina.get("/certificates/").says("//tbody//td[1]") == ["已注销"]


def test_officers_have_no_certificates_to_file(visit: Visit) -> None:
    statuses = [visit(it).get("/certificates/").status for it in ("", "guanyuan")]
    assert statuses == [302, 404]
