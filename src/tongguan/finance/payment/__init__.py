"""支付凭证 The payment room: who paid how much for one order.

A payment service provider reports every payment (CEB411) and is answered by a receipt
(CEB412). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
