"""Painted slides."""
