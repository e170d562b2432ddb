"""What the runs of a study say: functions on arrays and tables. Nothing here runs the model, reads a file or writes one.

Samples of factors are points of the unit cube, one row a run; who calls says what a coordinate is worth. Outcomes are
arrays with the same rows, after an axis of replicates if there is one. Answers are pandas tables or small frozen classes.
"""
