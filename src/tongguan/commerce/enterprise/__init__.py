"""企业备案 Firms on file: code, name, roles, addresses, and for whom they may act.

A firm files once and is known to every hall. A mandate lets an agent do named acts with
named papers for its principal between two days; it is ended, never deleted. An address
is a firm's number at the exchange platform (dxpId); an operator of a common node may
hold one address for several firms.
"""
