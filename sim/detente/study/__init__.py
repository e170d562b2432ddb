"""Studies: a file says what is asked, a runner that loses nothing answers it, a store keeps every run."""
