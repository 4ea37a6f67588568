"""Text of a tip in, :class:`bot.rules.triage.Triage` out."""
