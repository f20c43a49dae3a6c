"""批量导入 Many papers from one sheet: templates, a preview row by row, and sending.

A sheet has a row for each paper, or for each of its goods items; its columns are the
fields of the message, so that the same reader and the same checks speak about a cell
as about an element. A preview stores nothing but the file; sending is bound to the
digest of what was previewed, and the same file sent twice changes nothing.
"""
