"""支付原始数据 What a platform keeps of a payment, asked for order by order.

Announcements 165 and 179 of 2018 have platforms open the raw data of payments: the
customs asks for one order, the platform answers at once and uploads what was said
between it and the payment firm, signed. The upload is compared with the order and the
payment on file; what differs is for an officer to look at.
"""
