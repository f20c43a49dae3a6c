"""重新办结 Decided lists, archived day by day, and decided again by another rulebook.

`model` is a list as the archive keeps it: everything the law asks of it and what was
known around it, no person in the clear. `plain` decides one again with the very rules
that decided it first. `columns` decides many at once: `articles` asks the same rules
about every kind of goods, `duties` how its tax grows, `contents` reads models; amounts
are reckoned in whole numbers, column by column, and what is of no known shape is left
to `plain`. `files` are the days on the disk,
`tally` is what is told about a replay.

What the law does not touch (papers that disagree, goods on file, control orders) is
carried over as it was found; so are the facts around a list: a rulebook that lets more
lists in would let their buyers use more of their allowance, which no archive can tell.
"""

from importlib.util import find_spec

from tongguan.plumbing.trouble import CannotRunError

if find_spec("polars") is None:
    raise CannotRunError("归档需要 The archive needs: pip install 'tongguan[archive]'")
