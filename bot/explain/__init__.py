"""``qingfeng explain``: the message with the deciding words marked, on the terminal or as a page."""
