"""A raw table → a project that builds at once: its data, a first story, and why each sentence stands there.

files ─importing─▶ raw tables ─recognition─▶ project with data ─insights─▶ insights ─narrative─▶ story
"""
