"""报文流量 How much comes and goes, what waits and for how long, what fails.

Read from the tables as they are; nothing is written. The latest hours are found by the
instant in an index of blocks, so that it costs what there was in them, and no more.
"""
