"""The word lists of the reader, TOML by discipline and act; an office may add its own directory."""
