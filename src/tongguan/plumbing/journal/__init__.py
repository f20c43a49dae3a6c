"""日志 The journal: what people and systems did, appended and never changed."""
