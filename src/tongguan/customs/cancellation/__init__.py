"""撤销申请 The cancellation room: the request to cancel a list that is not yet final.

Who declared a list asks for its cancellation (CEB623) and is answered by receipts
(CEB624). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
