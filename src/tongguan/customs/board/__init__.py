"""看板 What pages show of many lists at once: found, waiting, and as a rhythm.

Nothing is decided or written here. A list is shown to those who take part in it: the
firm that sent it, its seller, its declarant and its platform; the customs and the
window's operator see all. The statements say so themselves, so that no page can forget.
"""
