"""What is really in a file that somebody sent: its content decides, never its name.

`asking` starts a child process with limits for everything that has to be unpacked or decoded; the
modules it runs there know nothing of Django.
"""
