"""文件夹 A folder as a window: what lies in `out` is sent, what comes lies in `in`.

For systems that know files and nothing else. A file is written as `NAME.tmp` and
renamed when it is whole; it ends in `done`, or in `error` beside a text that says why.
Receipts come as `CEB622_KEY_TIME_NUMBER.xml`, each once, however often the exchange is
ended by force: they are gathered in `.staging`, the cursor is moved on, and only then
is each renamed into `in`. Whatever is found staged behind the cursor is delivered, and
whatever lies ahead of it is thrown away and pulled again.
"""
