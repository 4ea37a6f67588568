"""What the assistant needs from outside, as protocols. Storage and tests implement them."""

from bot.ports.casework import Agenda, Cases, Handling, Officers, Repeats
from bot.ports.clocks import Clocks, Digest, Digests
from bot.ports.learning import Examples
from bot.ports.office import Days, Gister, Office, Reader
from bot.ports.queues import Files, Inbox, Outbox, Parcel, PendingFile, Received
from bot.ports.reporters import Guard, NewFile, People, Tips
from bot.ports.store import StorageUnavailableError, Store, Transaction

__all__ = [
    "Agenda",
    "Cases",
    "Clocks",
    "Days",
    "Digest",
    "Digests",
    "Examples",
    "Files",
    "Gister",
    "Guard",
    "Handling",
    "Inbox",
    "NewFile",
    "Office",
    "Officers",
    "Outbox",
    "Parcel",
    "PendingFile",
    "People",
    "Reader",
    "Received",
    "Repeats",
    "StorageUnavailableError",
    "Store",
    "Tips",
    "Transaction",
]
