"""Raw tables → what each column is, with the reason → the data and settings of a project."""
