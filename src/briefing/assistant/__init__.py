"""What an assistant may ask of one project, and change in its stories: never a number, a source or a term.

client ─Model Context Protocol─▶ tools ─▶ facts, insights, sources · a changed story, checked in a copy · pictures
"""
