"""Documents of questions and answers for tests, and how commands import them."""

from io import StringIO

from django.core.management import call_command

VISIT = "Can I visit the school before we choose?"
ANXIOUS = "Who helps when my child is anxious?"
BUS = "Will there be a bus?"
STORY = (
    "My twins start school in the autumn and nobody has rung us, although we wrote in March, again"
    " in May, and once more in June when a friend told us that her own letter had been lost in the"
    " post. Who should we speak to about both of them? Can it wait until September?"
)


def document(*pairs: tuple[str, str], title: str = "Riverside parent evening, 3 May 2023") -> str:
    """A Markdown document; each pair is a question and its answer."""
    blocks = [f"**{number}. {asked}**\n\n{said}" for number, (asked, said) in enumerate(pairs, 1)]
    return "\n\n".join([f"# {title}", *blocks]) + "\n"


EVENING = document(
    (VISIT, "Yes. Write to [the office](mailto:office@riverside.example)."),
    (ANXIOUS, "Talk to the class teacher first.\n\nThen ask for the SENCo."),
    (BUS, "Not this year. See our [newsletter](#)."),
)


def run(name: str, *args: object) -> str:
    out = StringIO()
    call_command(name, *[str(arg) for arg in args], stdout=out)
    return out.getvalue()
