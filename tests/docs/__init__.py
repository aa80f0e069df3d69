"""Tests of what is read before the first edition: README and the pages of docs/."""
