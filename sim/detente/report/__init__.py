"""Figures and tables, in French and in English."""
