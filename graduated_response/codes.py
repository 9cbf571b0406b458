"""What the code of an expectation looks like: AS1. It stands beside the models, because files with
codes are read where no database is (localoffer/sandbox).
"""

CODE = r"[A-Z]{1,4}[1-9][0-9]{0,3}"
