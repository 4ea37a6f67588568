"""getMe, getUpdates and the webhook settings."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import OTHER_POLL, WEBHOOK_ACTIVE, WEBHOOK_TAKES_OVER, bad, conflict
from sandbox.feed import Feed, Webhook
from sandbox.fields import BOOL, INT, TEXT, TEXTS
from sandbox.methods.call import Call, Method, Raw, Said
from sandbox.model import Json

LONGEST_POLL = 50
SAME_OFFSET_PAUSE = 0.5
LOCAL = ("localhost", "127.0.0.1", "::1")


def get_me(call: Call) -> Json:
    """Return the bot itself."""
    return call.bot.user.api() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_updates(call: Call) -> Raw:
    """Return the waiting updates, waiting for some when asked to."""
    if call.bot.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    feed, offset = call.bot.feed, call["offset"] or 0
    limit = _limit(call, feed, offset)
    feed.allow(call["allowed_updates"])
    feed.confirm(offset)
    feed.turn += 1
    feed.signal.fire()
    await _wait(call, feed, feed.turn)
    return Raw(b"[" + b",".join(feed.first(limit)) + b"]")


def _limit(call: Call, feed: Feed, offset: int) -> int:
    """Return how many may go out; a client that asks the same again at once gets one."""
    now = call.world.clock.now()
    again = offset == feed.polled_offset and now - feed.polled_at < SAME_OFFSET_PAUSE
    feed.polled_at, feed.polled_offset = now, offset
    wanted = call["limit"] or 100
    return 1 if again else wanted if 1 <= wanted <= 100 else 100


async def _wait(call: Call, feed: Feed, turn: int) -> None:
    clock = call.world.clock
    end = clock.now() + min(max(call["timeout"] or 0, 0), LONGEST_POLL)
    feed.expire()
    while not (feed.waiting or call.world.closed) and (left := end - clock.now()) > 0:
        await feed.signal.wait(left)
        if call.bot.webhook is not None:
            raise conflict(WEBHOOK_TAKES_OVER)
        if feed.turn != turn:
            raise conflict(OTHER_POLL)


def set_webhook(call: Call) -> Said:
    """Send all further updates to a URL; an empty one turns the webhook off."""
    if not call["url"]:
        return delete_webhook(call)
    _check_url(call["url"])
    feed: Feed = call.bot.feed
    feed.allow(call["allowed_updates"])
    _drop(call, feed)
    connections = min(max(call["max_connections"] or 40, 1), 100)
    before, call.bot.webhook = (
        call.bot.webhook,
        Webhook(call["url"], call["secret_token"] or "", connections),
    )
    feed.signal.fire()
    same = before is not None and before.url == call["url"]
    return Said(result=True, description=f"Webhook {'is already' if same else 'was'} set")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOCAL:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")


def delete_webhook(call: Call) -> Said:
    """Go back to getUpdates."""
    _drop(call, call.bot.feed)
    before, call.bot.webhook = call.bot.webhook, None
    call.bot.feed.signal.fire()
    text = "Webhook is already deleted" if before is None else "Webhook was deleted"
    return Said(result=True, description=text)


def _drop(call: Call, feed: Feed) -> None:
    if call["drop_pending_updates"]:
        feed.waiting.clear()


def get_webhook_info(call: Call) -> Json:
    """Return where updates go and how that went."""
    hook, feed = call.bot.webhook, call.bot.feed
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(feed.waiting),
    }
    if feed.allowed:
        info["allowed_updates"] = sorted(feed.allowed)
    if hook is not None:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if hook is not None and hook.error_text:
        info |= {"last_error_date": hook.error_date, "last_error_message": hook.error_text}
    return info


def yes(_call: Call) -> bool:
    """Return true: the call has nothing to do here."""
    return True


_DROP = {"drop_pending_updates": BOOL}

METHODS = {
    "getMe": Method(get_me, {}),
    "getUpdates": Method(
        get_updates, {"offset": INT, "limit": INT, "timeout": INT, "allowed_updates": TEXTS}
    ),
    "setWebhook": Method(
        set_webhook,
        {
            "url": TEXT,
            "secret_token": TEXT,
            "max_connections": INT,
            "allowed_updates": TEXTS,
            **_DROP,
        },
    ),
    "deleteWebhook": Method(delete_webhook, _DROP),
    "getWebhookInfo": Method(get_webhook_info, {}),
    "logOut": Method(yes, {}),
    "close": Method(yes, {}),
}
