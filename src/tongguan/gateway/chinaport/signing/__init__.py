"""签名 Signatures of messages: XMLDSig as the standard has it, made and verified.

A signature is enveloped and covers the whole document: one reference, to all of it,
canonical XML 1.0, RSA with SHA or SM2 with SM3, the certificate beside it. `writing`
signs, `verifying` says what is wrong with a signature and hands out the very bytes it
covers; nothing else of a signed message is read. `policy` says which messages must be
signed, and `filed` whose certificate may have signed them; `doctor` explains.

Whoever speaks to it: the inbox, the commands `sign` and `verify`, the doctor's page.
"""
