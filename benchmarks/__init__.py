"""How fast it is, measured in this run and beside what others do in the same run."""
