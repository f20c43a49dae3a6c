"""账号代码 Why an account is not opened, or somebody not let in, and what to do."""

from tongguan.kit.breaches import Breach

NO_ORGANISATION = Breach(
    "USR-1401",
    "机构 {wanted} 没有备案，也不是主管部门",
    "Organisation {wanted} is neither a filed firm nor an agency",
    ("核对机构代码；企业先备案", "Check the code; a firm is filed first"),
)
NOT_ITS_POST = Breach(
    "USR-1402",
    "该机构没有这个岗位：{wanted}",
    "The organisation has no such post: {wanted}",
    ("改选该机构的岗位", "Choose a post that the organisation has"),
)
TWO_DESKS = Breach(
    "USR-1403",
    "三员分立：此人已任管理员（{wanted}）",
    "Administrators are kept apart: this person is one already ({wanted})",
    (
        "由另一人担任，或先销去原账号",
        "Name another person, or close that account first",
    ),
)
TAKEN = Breach(
    "USR-1404",
    "账号名 {wanted} 已有人使用",
    "The name {wanted} is taken",
    ("改用另一个账号名", "Choose another name"),
)
ONE_S_OWN = Breach(
    "USR-1405",
    "不得审批本人的账号",
    "Nobody decides on an account of her own",
    ("由另一位安全管理员审批", "Let another security administrator decide"),
)
BY_ITS_PROPOSER = Breach(
    "USR-1406",
    "开户人不得审批自己提出的账号",
    "Nobody decides on what she proposed",
    ("由另一位安全管理员审批", "Let another security administrator decide"),
)
NOT_SO = Breach(
    "USR-1407",
    "账号当前状态不能作此处理：{wanted}",
    "Not in the present state of the account: {wanted}",
    ("更新页面后按当前状态办理", "Look again, and act on its present state"),
)
LAST_FACTOR = Breach(
    "USR-1408",
    "本岗位须有第二种验证方式，不能删去最后一个",
    "Your post needs a second factor; the last one stays",
    ("先登记另一种验证方式", "Register another one first"),
)
WRONG_CODE = Breach(
    "USR-1409",
    "验证码不符、已过期或已用过",
    "The code is wrong, too old, or was used before",
    (
        "等下一个动态口令，或使用恢复码",
        "Wait for the next code, or use a recovery code",
    ),
)
WRONG_ANSWER = Breach(
    "USR-1410",
    "应答不符合格式：应为 证书.签名，各为 Base64",
    "The answer is not CERTIFICATE.SIGNATURE, each in Base64",
    ("用 tongguan answer 生成应答", "Use tongguan answer to make one"),
)
STALE_CHALLENGE = Breach(
    "USR-1411",
    "挑战码已用过或已过期",
    "The challenge was used, or is too old",
    ("对页面上新的挑战码签名", "Sign the new challenge on the page"),
)
NOT_SIGNED = Breach(
    "USR-1412",
    "签名与证书和挑战码不符",
    "The signature is not that of the certificate over the challenge",
    (
        "核对私钥与证书是否一对，并对挑战码原文签名",
        "Check that key and certificate are a pair; sign the challenge as it stands",
    ),
)
NOT_YET_VALID = Breach(
    "USR-1413",
    "证书自 {wanted} 起才有效",
    "The certificate is valid only from {wanted}",
    ("等证书生效后再登录", "Wait until it is valid"),
)
NO_LONGER_VALID = Breach(
    "USR-1414",
    "证书已于 {wanted} 过期",
    "The certificate expired on {wanted}",
    ("更换证书：向签发机构换发后重新登记", "Have a new one issued, and register it"),
)
WAS_REVOKED = Breach(
    "USR-1415",
    "证书已于 {wanted} 注销",
    "The certificate was revoked on {wanted}",
    ("更换未注销的证书", "Use one that was not revoked"),
)
ISSUER_UNLISTED = Breach(
    "USR-1416",
    "签发者不在当日的信任名单内：{wanted}",
    "Its issuer is not on the trust list of the day: {wanted}",
    (
        "使用名单内机构签发的证书；名单由安全管理员维护",
        "Use one of a listed issuer; the security administrator keeps the list",
    ),
)
NOBODY_S = Breach(
    "USR-1417",
    "证书没有登记到任何账号：{wanted}",
    "The certificate belongs to no account: {wanted}",
    (
        "先用密码登录，在“我的账号”登记证书",
        "Sign in with your password and register it on the page My account",
    ),
)
NOT_WORKING = Breach(
    "USR-1418",
    "账号尚未批准或已停用",
    "The account is not approved yet, or suspended",
    ("联系安全管理员或系统管理员", "Ask the security or the system administrator"),
)
OTHER_S = Breach(
    "USR-1419",
    "证书已登记到其他账号",
    "Another account has this certificate",
    ("使用本人的证书", "Use your own certificate"),
)
PEOPLE_CODES: dict[str, Breach] = {
    it.code: it
    for it in (
        *(NO_ORGANISATION, NOT_ITS_POST, TWO_DESKS, TAKEN, ONE_S_OWN, BY_ITS_PROPOSER),
        *(NOT_SO, LAST_FACTOR, WRONG_CODE, WRONG_ANSWER, STALE_CHALLENGE, NOT_SIGNED),
        *(NOT_YET_VALID, NO_LONGER_VALID, WAS_REVOKED, ISSUER_UNLISTED, NOBODY_S),
        *(NOT_WORKING, OTHER_S),
    )
}
