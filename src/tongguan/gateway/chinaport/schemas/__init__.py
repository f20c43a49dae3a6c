"""模式 What a message looks like, said to machines: XSD, JSON, JSON Schema, examples.

All of it follows from the declarations in the rooms' `messages.py`; nothing is written
twice, and what these schemas allow is what the readers read.
"""
