"""推送 A firm's address is told that it has receipts; what it pulls is the truth.

Nothing is written for it when a receipt is made: what is owed to an address is what
lies between its position and the recipient's last receipt. A delivery is written down
before it is sent, under an identifier that stays the same however often it is tried,
and every attempt is kept with the answer's code and digest.
"""
