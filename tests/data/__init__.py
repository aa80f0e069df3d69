"""Tests of the data edition."""
