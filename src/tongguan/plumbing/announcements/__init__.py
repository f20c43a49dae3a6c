"""公告 What the operator tells everybody, or those of some posts, from when until when.

An announcement is never changed: a new version takes its place, and taking it back is
a version too. Whoever has put one away sees it again only when it says something new.
"""
