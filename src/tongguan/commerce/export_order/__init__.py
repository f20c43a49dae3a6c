"""出口电子订单 What a platform or a seller reports of a sale abroad (CEB303).

A consumer's order, a firm's order, or the booking of goods into an overseas warehouse.
A foreign platform or warehouse may have no code; it then writes 无.
"""
