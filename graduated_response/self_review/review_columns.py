"""What the columns of a review are called, on the way out and on the way in."""

from graduated_response.self_review.answers import LABELS

CODE, AREA, WORDING, RATING = "Code", "Area", "Expectation", "Rating"
HEADINGS = [CODE, AREA, WORDING, RATING, *LABELS.values()]
# Lines above the table start with these.
SETTING, EDITION, ADDRESS = "Setting: ", "Edition: ", "Address: "
