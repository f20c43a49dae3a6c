"""签名代码 What can be wrong with a signature, said so that its sender can mend it."""

from dataclasses import dataclass

from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.kit.breaches import Breach, Texts
from tongguan.kit.wire import WireFault

LABEL = "签名"


@dataclass(frozen=True, slots=True)
class SignatureFault:
    """签名错误 One thing wrong with a signature, and the value that shows it."""

    breach: Breach
    shown: str = ""

    @property
    def code(self) -> str:
        """The code of the fault."""
        return self.breach.code

    @property
    def chinese(self) -> str:
        """The fault in Chinese, with its value."""
        return self.breach.chinese.format(wanted=self.shown)

    @property
    def english(self) -> str:
        """The fault in English, with its value."""
        return self.breach.english.format(wanted=self.shown)

    @property
    def remedy(self) -> Texts:
        """What to do."""
        return self.breach.remedy

    def in_message(self, message_type: str) -> WireFault:
        """Say it as a fault of a message's form, at the place of the signature."""
        path = f"/{message_type}/{SIGNATURE}"
        return WireFault(
            path, SIGNATURE, LABEL, "", self.breach, (self.shown, self.shown)
        )


UNSIGNED = Breach(
    "SIG-1201",
    "报文没有数字签名，{wanted} 必须签名",
    "The message has no signature; {wanted} must be signed",
    (
        "用企业证书签名后重新报送",
        "Sign it with the firm's certificate and send it again",
    ),
)
SEVERAL = Breach(
    "SIG-1202",
    "应有一个签名且位于根元素之下，实际找到 {wanted}",
    "One signature is wanted, directly below the root; found: {wanted}",
    (
        "只保留一个 ds:Signature，放在根元素的直接下级",
        "Keep one ds:Signature, as a child of the root element",
    ),
)
NOT_THEIRS = Breach(
    "SIG-1203",
    "签名证书属于 {wanted}，不是报文传输企业或其委托企业",
    "The certificate belongs to {wanted}, neither the sender nor its principal",
    (
        "用本企业证书重新签名；代传的，先登记委托关系",
        "Sign with your own certificate; as an agent, have your mandate filed first",
    ),
)
MISSHAPEN = Breach(
    "SIG-1204",
    "签名结构与标准不符：{wanted}",
    "The signature is not built as the standard has it: {wanted}",
    (
        "按标准生成 ds:Signature：SignedInfo、SignatureValue、KeyInfo 依次各一个",
        "Build ds:Signature of one SignedInfo, SignatureValue and KeyInfo, in order",
    ),
)
STRANGE_CANONICAL_FORM = Breach(
    "SIG-1205",
    "规范化算法不受理：{wanted}",
    "The canonicalisation is not accepted: {wanted}",
    (
        "改用 http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "Use http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    ),
)
STRANGE_METHOD = Breach(
    "SIG-1206",
    "签名算法不受理：{wanted}",
    "The signature algorithm is not accepted: {wanted}",
    (
        "改用标准规定的 SM2-SM3（国密证书）或 RSA（RSA 证书）算法标识",
        "Use the standard's SM2-SM3 with an SM2 key, or RSA with an RSA key",
    ),
)
STRANGE_DIGEST = Breach(
    "SIG-1207",
    "摘要算法不受理：{wanted}",
    "The digest algorithm is not accepted: {wanted}",
    ("改用 SM3、SHA-256 或 SHA-1 的算法标识", "Use SM3, SHA-256 or SHA-1"),
)
NOT_THE_WHOLE = Breach(
    "SIG-1208",
    "签名没有覆盖整个报文：{wanted}",
    "The signature does not cover the whole message: {wanted}",
    (
        "只用一个 Reference，URI 为空，只做 enveloped-signature 转换",
        "Use one Reference with an empty URI and the enveloped-signature transform",
    ),
)
CHANGED = Breach(
    "SIG-1209",
    "报文内容与签名时不同：摘要应为 {wanted}",
    "The content is not what was signed: its digest is {wanted}",
    (
        "对最终报文签名，签名后不再改动任何字符；用 tongguan verify --doctor 查找差异",
        "Sign the final message and change nothing after; see tongguan verify --doctor",
    ),
)
WRONG_VALUE = Breach(
    "SIG-1210",
    "签名值与证书公钥验证不符（{wanted}）",
    "The signature value does not verify under the certificate ({wanted})",
    (
        "核对签名所用的私钥与所附证书是否一对，并对规范化后的 SignedInfo 签名",
        "Check that key and certificate are a pair, and sign the canonical SignedInfo",
    ),
)
NO_CERTIFICATE = Breach(
    "SIG-1211",
    "签名证书缺失或无法解析：{wanted}",
    "The certificate is missing or can't be read: {wanted}",
    (
        "在 ds:X509Certificate 中放入一个 DER 证书的 Base64",
        "Put one certificate, DER in Base64, into ds:X509Certificate",
    ),
)
UNTRUSTED = Breach(
    "SIG-1212",
    "签名证书没有备案，签发者也不在信任名单内：{wanted}",
    "The certificate is not on file, nor its issuer on the trust list: {wanted}",
    (
        "先备案该证书，或使用受信任机构签发且写明本企业代码的证书",
        "File the certificate, or use one of a trusted issuer that names your firm",
    ),
)
EXPIRED = Breach(
    "SIG-1213",
    "签名证书已于 {wanted} 过期",
    "The certificate expired on {wanted}",
    ("更换有效证书后重新签名", "Sign again with a certificate that is valid"),
)
REVOKED = Breach(
    "SIG-1214",
    "签名证书已于 {wanted} 注销",
    "The certificate was revoked on {wanted}",
    ("更换未注销的证书后重新签名", "Sign again with a certificate that is in use"),
)
NOT_YET = Breach(
    "SIG-1215",
    "签名证书自 {wanted} 起才有效",
    "The certificate is valid only from {wanted}",
    (
        "等证书生效后再签名，或核对本机时钟",
        "Sign once it is valid; check your clock too",
    ),
)
REFUSED_METHOD = Breach(
    "SIG-1216",
    "签名算法已停止受理：{wanted}",
    "The algorithm is no longer accepted: {wanted}",
    ("改用 SM2-SM3 重新签名", "Sign again with SM2-SM3"),
)
WRONG_KEY = Breach(
    "SIG-1217",
    "声明的签名算法与证书密钥类型不符：{wanted}",
    "The algorithm declared is not that of the certificate's key: {wanted}",
    (
        "改用与证书相配的算法：RSA 证书用 RSA，SM2 证书用 SM2-SM3",
        "Declare RSA for an RSA certificate, SM2-SM3 for an SM2 one",
    ),
)
WRONG_NUMBER = Breach(
    "SIG-1218",
    "KeyName 应为证书序列号 {wanted}",
    "KeyName should be the certificate's serial number {wanted}",
    ("把 KeyName 改为证书序列号", "Write the serial number into KeyName"),
)
OBSOLETE = Breach(
    "SIG-1219",
    "签名算法已过时但仍受理：{wanted}",
    "The algorithm is obsolete, though still accepted: {wanted}",
    ("尽早改用 SM2-SM3", "Change to SM2-SM3 soon"),
)
OBSERVED = Breach(
    "SIG-1220",
    "算法标识不是标准文本所列，按实际使用受理：{wanted}",
    "The algorithm's name is not the standard's; accepted as seen in use: {wanted}",
    ("改用标准文本所列的算法标识", "Use the name the standard gives it"),
)
NOT_FILED = Breach(
    "SIG-1221",
    "签名证书没有备案：{wanted}",
    "The certificate is not on file: {wanted}",
    (
        "用 tongguan certificate add 或在“证书”页备案",
        "File it with tongguan certificate add, or on the page Certificates",
    ),
)
SIGNATURE_CODES: dict[str, Breach] = {
    it.code: it
    for it in (
        *(UNSIGNED, SEVERAL, NOT_THEIRS, MISSHAPEN, STRANGE_CANONICAL_FORM),
        *(STRANGE_METHOD, STRANGE_DIGEST, NOT_THE_WHOLE, CHANGED, WRONG_VALUE),
        *(NO_CERTIFICATE, UNTRUSTED, EXPIRED, REVOKED, NOT_YET, REFUSED_METHOD),
        *(WRONG_KEY, WRONG_NUMBER, OBSOLETE, OBSERVED, NOT_FILED),
    )
}
