"""A "You said, we did" document for tests."""

HUB = "Family HubFamily HubA place in each town where families find help and somebody to talk to."
PAGE = f"""Help for families in Riverside

Plans and reviews - You said, we did - 2023

You said: Nobody told us about the {HUB} in town.

We did: We put up signs to each {HUB} and wrote to every school. The {HUB} in Ford opened in May.

You said: Staff need more training.

We did: We began a course. It is for all staff.

We are continuing to look at answers from 2022. We are pleased that more families feel heard.

Would you like to know more about reviews?

In 2024 we are hoping to hold a fair for all. Once we know the day, we will tell you.

We are also hoping to make a film about reviews.
"""
TABLE = """<h1>You said, we did 2022</h1>
<table><tr><th>Theme</th><th>You said</th><th>We did</th><th>Evidence</th></tr>
<tr><td>Travel</td><td>The bus is late.</td><td>We changed the firm.</td>
<td>Timetable https://www.example.org/bus.</td></tr>
<tr><td>Places</td><td>We want a quiet room.</td><td>There is one now.</td>
<td>Minutes of May</td></tr></table>
"""
STATUSES = """# You said, we did 2022

| You said | We did | Status |
|---|---|---|
| Need a lift | We asked for quotes | In progress |
| A pool | There is no money | Not possible |
| A bus | We bought one | |
"""
