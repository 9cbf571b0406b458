"""Words that may tell who somebody is. Staff confirm them before they publish, and families are
asked before they send them.
"""
