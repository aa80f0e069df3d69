"""Tests of what is installed: extras, platforms, files that a deployment begins with."""
