"""The one exception of this folder."""


class Failure(Exception):
    """Something that makes the measurement worthless or the requirement unmet; its text is for the user."""
