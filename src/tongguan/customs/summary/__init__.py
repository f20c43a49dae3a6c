"""汇总申请与结果 Lists asked to be merged (CEB701), and what came of it (CEB792).

Lists are named one by one, or by the time in which they were closed.
"""
