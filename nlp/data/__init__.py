"""The labelled messages: ``train-*.jsonl`` and ``dev-*.jsonl``."""
