"""电子订单 The order room: what was bought, by whom, at which price.

A platform, or whoever it entrusts, reports every retail order (CEB311) and is answered
by a receipt (CEB312). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
