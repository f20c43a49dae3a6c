"""出口撤销申请 The request of a declarant to cancel an export list (CEB605)."""
