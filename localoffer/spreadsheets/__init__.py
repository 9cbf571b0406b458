"""Tables that leave for spreadsheets and come back from them (.xlsx and .csv).

`reading.read_table` is the way in: strangers' files are opened, and understood, in the sandbox.
`formulas` keeps what people typed from being run by the program that opens the table.
"""
