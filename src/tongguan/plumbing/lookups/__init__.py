"""查阅 Who looked at whose personal data, for what, under which case number.

Lines are appended and never changed. A person is only a keyed index here: the log can
be shown to the person it is about, and tells nobody else who that is.
"""
