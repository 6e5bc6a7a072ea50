class BenchmarkError(Exception):
    """The benchmark cannot go on; the message is for the person who runs it."""
