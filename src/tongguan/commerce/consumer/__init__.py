"""消费者账号 A consumer's own account: verified once, one for a person.

The telephone is confirmed by a code, name and identity number by the police. From then
on the account is shown what hangs on that person's keyed index and nothing else, and
may lock the identity: no list is accepted for a locked buyer.
"""
