"""外部门接口 How agencies elsewhere are asked: one channel, one asker, one stand-in.

What is said to each, and what its stand-in answers, is in the agency's own folder.
"""
