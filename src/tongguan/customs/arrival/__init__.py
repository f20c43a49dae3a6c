"""入库明细 The arrival room: direct-purchase parcels that reached the supervised site.

The operator of a site reports the parcels of a conveyance (CEB711) and is answered by
receipts (CEB712). Law: 海关总署公告2018年第194号; wire: 海关跨境统一版报文.
"""
