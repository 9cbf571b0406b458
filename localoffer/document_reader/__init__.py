"""Reading documents that people send us into plain blocks. Knows no model and no other slice."""
