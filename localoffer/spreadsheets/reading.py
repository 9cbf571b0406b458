"""Opening a table that somebody sent: the only way in."""

from typing import Any

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

from .refused import DAMAGED, TOO_HARD, NotATable

SECONDS = 8


def read_table(content: bytes, work: str, answer: Any) -> Any:
    """What `work` finds in the table of an .xlsx or .csv file, whatever its name, as the type
    `answer`.

    `work` is "module:function" of what the caller's kind of table means: it runs in the sandbox,
    gets the content and calls `opened.table_in`. Raises NotATable, whose text is the sentence to
    show.
    """
    try:
        return run_limited(work, content, seconds=SECONDS, answer=answer)
    except Refusal as reason:
        raise NotATable(str(reason)) from reason
    except TooHard as error:
        raise NotATable(TOO_HARD) from error
    except Broken as error:
        raise NotATable(DAMAGED) from error
