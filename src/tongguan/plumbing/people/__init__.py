"""人员 People: who has an account, what proves that it is they, where they came in.

An account is one person in one post at one organisation. The system administrator
proposes it, the security administrator lets it in, the audit administrator reads what
both did; nobody is two of them, and nobody decides on an account of her own.

Whoever speaks to it: the entrance, everybody's account page, the administrators' pages,
`tongguan account`.
"""
