"""上传文件 Files people hand in to be previewed and then sent; kept sealed.

A file is known by its firm and the digest of its bytes, so that what is sent is what
was previewed, and the same file is sent once.
"""
