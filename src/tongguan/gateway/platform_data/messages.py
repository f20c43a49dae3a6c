"""Names of announcement 179, as they are spelt there."""

ROOT = "payExInfoStr"
QUESTION = "openReq"
SESSION, ORDER, TIME = "sessionID", "orderNo", "serviceTime"
HEAD, LISTS = "payExchangeInfoHead", "payExchangeInfoLists"
CERTIFICATE, SIGNATURE = "certNo", "signValue"
ITEMS = (SESSION, HEAD, LISTS, TIME)
