"""Opening what strangers sent: the work is done by a child process that has limits on time and
memory, may write no file and is told none of our environment.

`running.run_limited` is the way in. The work is a function that knows nothing of Django.
"""
