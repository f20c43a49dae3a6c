"""运单状态 The tracking room: what became of a parcel after its release.

A carrier reports that the consignee signed for it (CEB513) and is answered by a receipt
(CEB514). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
