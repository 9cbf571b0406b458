"""What the code of an expectation looks like: AS1. It stands beside the models, because files with
codes are read where no database is (localoffer/sandbox).
"""

LETTERS, DIGITS = 4, 4
CODE = rf"[A-Z]{{1,{LETTERS}}}[1-9][0-9]{{0,{DIGITS - 1}}}"
# The same in the patterns of SQLite, which know no repetition.
CODE_GLOBS = tuple(
    f"{'[A-Z]' * letters}[1-9]{'[0-9]' * more}"
    for letters in range(1, LETTERS + 1)
    for more in range(DIGITS)
)
