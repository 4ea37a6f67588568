"""Training: what turns labelled messages into the shipped model. Nothing here is needed at run time."""
