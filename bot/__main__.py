"""``python -m bot`` is the ``qingfeng`` command."""

from bot.cli import main

main()
