"""收款单 What came in for an export order (CEB403), said by whoever received it.

Money that was not paid online is named as cash, without provider and transaction.
"""
