"""What the columns of the table of expectations are called, on the way out and on the way in."""

CODE, STATE = "code", "state"
AREA, PART, LEVEL, PHASES, STAGES = "area", "part of area", "level", "phases", "stages"
SENTENCE, HOW, MORE = "expectation", "how it is met", "more about it"
PARENTS, EASY_READ = "for parents", "easy read"
LAW, PARAGRAPHS = "law", "code of practice"
# Where an expectation keeps what stands in a column.
FIELDS = {
    AREA: "area",
    PART: "sub_area",
    LEVEL: "level",
    PHASES: "phases",
    STAGES: "stages",
    SENTENCE: "title",
    PARENTS: "for_parents",
    EASY_READ: "easy_read",
    HOW: "how",
    MORE: "detail",
    LAW: "law",
    PARAGRAPHS: "code_paragraphs",
}
HEADINGS = {field: heading for heading, field in FIELDS.items()}
# Between several values in one cell; their names may hold commas.
SEPARATOR = "; "
