"""一致性测试 Scenarios that any implementation of the message standard can be put to.

A scenario is data: which messages are sent, spoilt in which way, and which receipts
must come back. It is played against Tongguan itself or against any other
implementation, over HTTP or through folders. The kit shares no declaration of a
message with the program: its papers are written, and receipts are read, by the names
in its own data, so that a mistake in the one is not hidden by the same in the other.
"""
