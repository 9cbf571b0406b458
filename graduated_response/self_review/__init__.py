"""Self-review for settings: rate the published expectations, plan what to do, take it home.

A review lives in the browser's form and in the files people download: from there it comes, to
there it goes (`answers`, `loading`), and in between it is laid beside what is published now
(`review`). The server keeps none of it.
"""
