"""What can go wrong in words of the field; each error names the text that people are shown.

PetitionError
├── IllegalActError        the act does not lead anywhere from this state
├── NotAllowedError        the officer's role, or a recusal, forbids it
├── StaleButtonError       the case moved on since the officer saw it
├── BadButtonError         a button that this bot did not make
├── ClockError             a deadline that does not run, is paused already, or cannot end there
├── UnknownCaseError       no such case (or none that this person may see)
├── InviteError            an invite that is used, expired or not ours
└── InputError             what was typed cannot be used; the text says what is expected
"""


class PetitionError(Exception):
    """Something a person can be told about; ``text_key`` names the sentence in the catalogue."""

    text_key = "error-generic"

    def __init__(self, **args: str | int) -> None:
        super().__init__(self.text_key)
        self.args_for_text = args


class IllegalActError(PetitionError):
    """The act is not in the table for this state; ``possible`` says what is."""

    text_key = "error-illegal-act"


class NotAllowedError(PetitionError):
    """The person's role does not carry this act, or a recusal stands."""

    text_key = "error-not-allowed"


class StaleButtonError(PetitionError):
    """The button shows an older version of the case."""

    text_key = "error-stale-button"


class BadButtonError(PetitionError):
    """The button was not made by this bot, or for another conversation."""

    text_key = "error-bad-button"


class UnknownCaseError(PetitionError):
    """No case that this person may see has this number."""

    text_key = "error-unknown-case"


class ClockError(PetitionError):
    """A deadline cannot be paused, resumed or extended so; ``text_key`` is given by the caller."""

    def __init__(self, text_key: str, **args: str | int) -> None:
        self.text_key = text_key
        super().__init__(**args)


class InviteError(PetitionError):
    """The invite was used, has expired, or was not made by this office."""

    text_key = "error-invite"


class InputError(PetitionError):
    """What was typed cannot be used; ``text_key`` is given by the caller."""

    def __init__(self, text_key: str, **args: str | int) -> None:
        self.text_key = text_key
        super().__init__(**args)
