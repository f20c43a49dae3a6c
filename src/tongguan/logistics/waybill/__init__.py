"""物流运单 The waybill room: the parcel that carries one order.

A carrier reports every parcel (CEB511) and is answered by a receipt (CEB512). Law:
海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
