"""A report to hand over: saved results as one HTML page and one tagged PDF, from one content."""
