"""The sandbox lets anybody act as anybody, so nobody but this machine may reach it."""

import aiohttp
import pytest

from sandbox.server import Sandbox


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.com", ""])
def test_it_does_not_listen_for_others(host: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        Sandbox(host=host)


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "10.0.0.1"])
async def test_a_foreign_name_that_leads_here_is_refused(name: str) -> None:
    async with Sandbox() as box, aiohttp.ClientSession() as web:
        answer = await web.get(f"{box.url}/", headers={"Host": name})
        assert answer.status == 403
        answer = await web.get(f"{box.url}/")
        assert answer.status == 200
