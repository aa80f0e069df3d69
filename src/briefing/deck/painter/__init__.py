"""Planned slides as vectors, without an office program: their marks, and pictures of them as SVG."""
