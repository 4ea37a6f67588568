"""Polls: their options, the votes, and what bots are told of them."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import posting
from sandbox.errors import SimError
from sandbox.model import Chat, Json, Message, User
from sandbox.world import World


@dataclass(slots=True)
class Poll:
    """One poll: where it stands, and who chose what."""

    chat: Chat
    message: Message
    votes: dict[int, list[int]] = field(default_factory=dict)


def tally(body: Json, votes: dict[int, list[int]]) -> Json:
    """Return the Bot API `Poll` with these votes counted."""
    chosen = [number for picks in votes.values() for number in picks]
    options = [
        option | {"voter_count": chosen.count(i)} for i, option in enumerate(body["options"])
    ]
    return body | {"options": options, "total_voter_count": len(votes)}


def vote(world: World, user: User, poll: Poll, picks: list[int]) -> Json:
    """Return the poll after a person's vote; no picks take the vote back.

    Raises:
        SimError: the poll is closed, or the picks are not among its options.
    """
    body = poll.message.body["poll"]
    _check(body, picks)
    if picks:
        poll.votes[user.id] = picks
    else:
        poll.votes.pop(user.id, None)
    fresh = refresh(world, poll, {})
    if not body["is_anonymous"]:
        _tell_vote(world, user, poll, picks)
    return fresh


def _check(body: Json, picks: list[int]) -> None:
    if body["is_closed"]:
        raise SimError("the poll is closed")
    if any(not 0 <= number < len(body["options"]) for number in picks):
        raise SimError(f"the poll has options 0 to {len(body['options']) - 1}")
    if len(picks) > 1 and not body["allows_multiple_answers"]:
        raise SimError("the poll takes one answer")


def refresh(world: World, poll: Poll, changes: Json) -> Json:
    """Return the poll as it stands now, shown to the chat and told to its bot."""
    message = poll.message
    fresh = tally(message.body["poll"], poll.votes) | changes
    message.body = message.body | {"poll": fresh}
    poll.chat.touch(message)
    posting.tell(world, "edit", poll.chat, message)
    bot = world.bot_of(message.sender)
    if bot is not None:
        bot.feed.push("poll", fresh, f"poll:{fresh['id']}")
    return fresh


def _tell_vote(world: World, user: User, poll: Poll, picks: list[int]) -> None:
    bot = world.bot_of(poll.message.sender)
    if bot is not None:
        options = poll.message.body["poll"]["options"]
        answer: dict[str, Any] = {
            "poll_id": poll.message.body["poll"]["id"],
            "user": user.api(),
            "option_ids": picks,
            "option_persistent_ids": [options[number]["persistent_id"] for number in picks],
        }
        bot.feed.push("poll_answer", answer, f"poll:{answer['poll_id']}")
