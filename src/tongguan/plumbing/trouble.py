"""Trouble with the installation itself, to be told to whoever runs it."""


class CannotRunError(Exception):
    """Tell why an installation can't run as it is, and what to do about it."""
