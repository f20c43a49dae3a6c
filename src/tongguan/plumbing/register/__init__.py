"""登记簿 Every lodged paper under its business key, sealed, with its versions.

A paper is known by its kind, its owner and its number: an order by platform and order
number, a payment by provider and transaction, a waybill by carrier and waybill number,
a declaration by platform and order number. A newer version takes the place of the old
one, which is kept; a state changes only by a move of a lifecycle, and every move is
written down with its time and its actor.
"""
