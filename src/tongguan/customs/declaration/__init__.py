"""进口清单 The declaration room: the list of one parcel, on which the customs decides.

A seller or its broker lodges the list (CEB621) and is told every step of its way by
receipts (CEB622). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
