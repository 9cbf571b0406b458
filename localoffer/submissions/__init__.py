"""What forms for the public share: no third party guards them, nothing is lost, nothing is kept
twice, and no address of a visitor is stored.
"""
