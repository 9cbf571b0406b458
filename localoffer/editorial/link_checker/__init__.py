"""Links to other sites: collecting them, and asking now and then whether they still work."""
