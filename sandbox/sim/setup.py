"""Bots, people and groups come into being."""

from sandbox.errors import SimError
from sandbox.members import change
from sandbox.model import Chat, Json, User
from sandbox.posting import Draft, post
from sandbox.world import World

NAMES = ("last_name", "username", "language_code")
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


def add_bot(world: World, wish: Json) -> Json:
    """Return the account of a bot, made if its token is new."""
    username = wish.get("username") or "sandbox_bot"
    bot = world.add_bot(
        wish["token"],
        username,
        wish.get("first_name") or username,
        reads_all=bool(wish.get("can_read_all_group_messages")),
    )
    return bot.user.api()


def add_user(world: World, wish: Json) -> Json:
    """Return a person."""
    names = {name: wish.get(name) for name in NAMES}
    number = int(wish["id"]) if wish.get("id") else None
    return world.add_user(wish["first_name"], number, **names).api()


def add_chat(world: World, wish: Json) -> Json:
    """Return a group with its people and bots; the first admin, or member, is its owner."""
    kind = wish.get("type", "supergroup")
    if kind not in ("group", "supergroup"):
        raise SimError(f"type must be group or supergroup, not {kind}")
    chat = Chat(_number(world, wish, kind), kind, title=wish.get("title") or "Group")
    admins = [_account(world, name) for name in wish.get("admins", [])]
    members = [_account(world, name) for name in wish.get("members", [])]
    bots = [_account(world, name) for name in wish.get("bots", [])]
    world.groups[chat.id] = chat
    _fill(world, chat, [user for user in [*admins, *members] if not user.is_bot])
    owner = world.users[next(iter(chat.members))] if chat.members else None
    for bot in [*bots, *(user for user in [*admins, *members] if user.is_bot)]:
        change(world, chat, owner or bot, bot, "administrator" if bot in admins else "member")
    for admin in admins:
        if chat.status(admin.id) == "member":
            chat.members[admin.id] = "administrator"
    world.tell({"type": "chat", "chat": str(chat.id)})
    return chat.api()


def _fill(world: World, chat: Chat, people: list[User]) -> None:
    for user in people:
        chat.members.setdefault(user.id, "member" if chat.members else "creator")
    if people:
        post(world, chat, people[0], Draft({f"{chat.type}_chat_created": True}))


def _number(world: World, wish: Json, kind: str) -> int:
    if wish.get("id"):
        return int(wish["id"])
    first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
    return min([first + 1, *(number for number in world.groups if _like(number, first))]) - 1


def _like(number: int, first: int) -> bool:
    return len(str(number)) == len(str(first))


def _account(world: World, name: object) -> User:
    if isinstance(name, int) and name in world.users:
        return world.users[name]
    return world.bot(name).user
