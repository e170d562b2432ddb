"""What is asked of many runs: compare, sweep, calibrate, bench."""
