"""Proofs of reliability: each is a command that prints its figures, and a small one is in the test suite."""
