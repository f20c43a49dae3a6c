"""主体备案 Operators on file: filed once, checked with who keeps the registers.

An operator applies with its credit code and bank account; the business registry, the
police and the bank are asked, and what agrees is filed without anybody's hand. What
differs waits for an officer, with the difference. Every version is kept; the firm that
papers are checked against follows the version in force. Six agencies read one record
and write beside it what each of them has to say.
"""
