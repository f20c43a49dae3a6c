"""功能开关 What a zone switches on and off besides what its profile says.

One of the operator's people proposes, a second confirms (`plumbing/confirmations`);
only then is a switch written here. It holds from its instant on, until a later one
takes its place; none is ever changed.
"""
