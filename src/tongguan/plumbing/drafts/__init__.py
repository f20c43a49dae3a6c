"""草稿 What people are still writing: batches of drafts, kept as they are typed.

A batch comes from a sheet or is begun by hand; each of its drafts is one parcel or one
paper. Content and findings hold personal data and are sealed. Every change makes a new
version, and the versions stay, so that a change can be undone and nothing typed is
lost. What was declared is on the register; a draft only says under which keys.
"""
