"""Expectations as a table: out to spreadsheets, and in from them and from documents.

In: `reading` turns a file into an `Asked` (no database), `planning` compares that with what is
stored, `storing` writes the plan; `words` says what happened.
"""
