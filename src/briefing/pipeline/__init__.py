"""The whole path from a project's folder to its finished files: `build` shows it as a few calls.

`outputs` is the registry of what can be written, `result` what a build returns, `publish` puts files in their folder,
`build_state` knows what need not be made again, `background` runs one task in a second process.
"""
