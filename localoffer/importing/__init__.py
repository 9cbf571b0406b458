"""What imports share: memory of what was stored, commands, and upload pages in the admin.

A document of one kind becomes content in four steps: `document_reader` opens it, the app's parser
makes a report, the app's `saving.py` stores the report with the help of `memory`, and a command
(`command`) or a page of the admin (`page`) tells what happened (`outcome`).
"""
