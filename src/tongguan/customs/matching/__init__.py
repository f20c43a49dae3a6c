"""三单比对 Do the order, the payment, the waybill and the list tell one story?

Every field that two papers share is compared, each under a code of its own, so that a
trader reads which entry of which paper differs from what. Nothing is compared loosely:
names are trimmed and then equal or not, amounts are equal to the last decimal.
`docs/algorithms/matching.md` tells whose paper is named as the wrong one, and why.
"""
