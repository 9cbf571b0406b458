"""What happens by itself when its time comes.

Any installed app may have a module `tasks.py` with

    LABEL = "Pages published"       what `run` counts, in the operator's words
    def run(now: datetime) -> int   does what is due, and says how much that was

Nothing is registered. Jobs run in every worker of the server (`loop.start`), or in `run_due`;
several may do the same job at the same moment. A job therefore claims each piece of its
work in the database, one transaction for each, and does not rely on having run at a certain time.
"""
