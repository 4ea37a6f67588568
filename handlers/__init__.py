"""The Telegram edge: parse what a person did, call one service, say the answer."""
