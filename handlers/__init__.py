"""The Telegram edge: parse what a person did, call one service, say the answer."""

import os

# python-telegram-bot asks for this choice; without it every 429 brings a deprecation warning.
# https://docs.python-telegram-bot.org/en/stable/telegram.error.html#telegram.error.RetryAfter
os.environ.setdefault("PTB_TIMEDELTA", "true")
