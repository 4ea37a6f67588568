"""What all unit tests share: properties are judged by their answers, not by a busy machine's clock."""

from hypothesis import settings

settings.register_profile("unit", deadline=None)
settings.load_profile("unit")
