"""The one kind of error that is the user's to mend: one clear sentence, exit code 2."""


class BanmianError(ValueError):
    """Bad input. The message says what is wrong, where, and what to do, in one sentence.

    The command line prints it and ends with exit code 2; in a notebook it is raised as it is.
    """
