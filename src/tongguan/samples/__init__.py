"""样例报文 One valid example of every message of the standard, in sets that agree.

The firms are those of the sandbox and everything else is invented, so a set of papers
can be sent to a running installation as it is. Numbers that an office gives (of lists,
of summaries) are invented too: a cancellation or a return names one.
"""
