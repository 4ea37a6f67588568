"""Pure rules of the field: same input, same output; no clock, no I/O, no framework."""
