"""模拟海关 A stand-in for the customs and the E-Port in front of it.

It knows no law: it takes any message of an enterprise and answers with the receipts a
document usually gets, or with those that letters in the document's own business number
ask for. The same messages under the same seed get the same receipts.
"""
