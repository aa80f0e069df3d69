"""Files of any kind, folders, databases and data frames → raw tables."""
