"""Slides as a PDF."""
