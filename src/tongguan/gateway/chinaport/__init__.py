"""中国电子口岸 China E-Port: the customs' cross-border messages, in and out.

Bytes become nodes in `xml.py`, nodes become papers in `catalogue.py`, answers become
bytes in `answers.py`; `format_codes.py` says what a sender is told of a message that
cannot be read. Standard: 海关跨境统一版报文, editions 2018-113 and 202205.
"""
