"""The assistant itself: what it knows (``rules``), what it does (``services``), what it needs (``ports``)."""
