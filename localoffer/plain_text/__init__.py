"""Text as the database keeps it: characters that every output can carry."""
