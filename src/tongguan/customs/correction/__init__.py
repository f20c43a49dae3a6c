"""请求更正 One firm asks another to correct a paper of a set, or to send it.

What stands between the papers of a parcel is told to whoever must act, with the entry,
what each side says, and who asks. A request is never closed by hand: it is answered by
the newer version of the paper, as soon as that is on the register.
"""
