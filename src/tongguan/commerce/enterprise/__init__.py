"""企业备案 Firms on file: code, name, roles, and for whom they may act.

A firm files once and is known to every hall. A mandate lets an agent send papers for
its principal between two days.
"""
