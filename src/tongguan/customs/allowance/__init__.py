"""个人年度额度 The buyer's yearly allowance: one ledger account a person and year.

The limits are those of the retail-import tax policy (财关税〔2018〕49号); the authority
on what is used is the customs. A list holds its value when it is accepted, posts it on
release, and gives it back when it is rejected or returned.
"""
