"""支付原始数据接口 The payment-data interface of announcements 165 and 179, both roles.

As the customs we put `openReq` to a platform's registered address and take in what it
uploads; as a platform (`platform.py`) we answer such a question and upload. Tests and
the demonstration let the two talk to each other.
"""
