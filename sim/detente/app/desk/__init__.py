"""The planner's desk, its server side: what the page is given, years at once, comparisons in the background, exports."""
