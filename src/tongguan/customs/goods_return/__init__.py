"""退货申请 The return room: goods of a released list that come back.

Who declared a list asks to take goods back (CEB625) and is answered by receipts
(CEB626). Law: 海关总署公告2018年第194号、2020年第45号; wire: 海关跨境统一版报文.
"""
