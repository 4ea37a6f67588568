"""A Telegram Bot API server for one's own machine: bots speak to it over HTTP, tests act as people."""
