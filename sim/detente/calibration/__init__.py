"""Parameters made to agree with published French levels, and how far they remain unknown.

The way: `targets` (what is published), `table` (parameter vectors and what they give), `emulator` and `matching` (what can be
ruled out), `abc` (the posterior), `coverage` (is it to be believed), `calibrate` (all of it, in order).
"""
