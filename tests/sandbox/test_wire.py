"""How a call may be written on the wire."""

import json

import aiohttp
import pytest

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"


async def _read(response: aiohttp.ClientResponse) -> tuple[int, dict]:
    return response.status, json.loads(await response.read())


async def test_a_call_may_be_a_query_string(session, box, chat):
    url = f"{box.url}/bot{TOKEN}/sendMessage"
    async with session.get(url, params={"chat_id": str(chat), "text": "你好"}) as response:
        assert (await _read(response))[1]["result"]["text"] == "你好"


async def test_a_call_may_be_a_form(session, box, chat):
    url = f"{box.url}/bot{TOKEN}/sendMessage"
    async with session.post(url, data={"chat_id": str(chat), "text": "你好 +&="}) as response:
        assert (await _read(response))[1]["result"]["text"] == "你好 +&="


async def test_a_call_may_be_json(session, box, chat):
    url = f"{box.url}/bot{TOKEN}/sendMessage"
    async with session.post(url, json={"chat_id": chat, "text": "你好"}) as response:
        assert (await _read(response))[1]["result"]["text"] == "你好"


async def test_a_call_may_be_multipart(session, box, chat):
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("chat_id", str(chat))
    form.add_field("text", "你好")
    async with session.post(f"{box.url}/bot{TOKEN}/sendMessage", data=form) as response:
        assert (await _read(response))[1]["result"]["text"] == "你好"


@pytest.mark.parametrize("name", ["getme", "GETME", "GetMe", "getMe"])
async def test_the_case_of_a_method_name_does_not_matter(session, box, sim, name):
    async with session.get(f"{box.url}/bot{TOKEN}/{name}") as response:
        assert (await _read(response))[1]["result"]["username"] == "first_bot"


async def test_nested_values_may_be_json_text_in_a_form(session, box, chat):
    keyboard = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]})
    data = {"chat_id": str(chat), "text": "x", "reply_markup": keyboard}
    async with session.post(f"{box.url}/bot{TOKEN}/sendMessage", data=data) as response:
        assert (await _read(response))[1]["result"]["reply_markup"] == json.loads(keyboard)


async def test_an_unknown_method_is_404(session, box, sim):
    async with session.get(f"{box.url}/bot{TOKEN}/makeTea") as response:
        found = await _read(response)
    assert found == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


@pytest.mark.parametrize("path", ["/bot", f"/bot{TOKEN}", f"/bot{TOKEN}/a/b"])
async def test_a_path_that_is_no_method_is_404(session, box, sim, path):
    async with session.get(box.url + path) as response:
        assert response.status == 404


async def test_an_unknown_token_is_401(session, box, sim):
    async with session.get(f"{box.url}/bot1:no/getMe") as response:
        found = await _read(response)
    assert found == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff\xfe"])
async def test_broken_json_is_a_bad_request(session, box, sim, body):
    headers = {"Content-Type": "application/json"}
    url = f"{box.url}/bot{TOKEN}/sendMessage"
    async with session.post(url, data=body, headers=headers) as response:
        assert response.status == 400


async def test_broken_multipart_is_a_bad_request(session, box, sim):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    url = f"{box.url}/bot{TOKEN}/sendMessage"
    async with session.post(url, data=b"nothing of the kind", headers=headers) as response:
        assert response.status == 400


async def test_several_bots_live_side_by_side(sim, session, box, chat):
    await sim.add_bot("77:x", "second_bot", "Second")
    async with session.get(f"{box.url}/bot77:x/getMe") as response:
        assert (await _read(response))[1]["result"]["username"] == "second_bot"
    url = f"{box.url}/bot77:x/sendMessage"
    async with session.get(url, params={"chat_id": str(chat), "text": "x"}) as response:
        assert (await _read(response))[0] == 403


async def test_other_web_sites_are_kept_out(session, box, sim):
    headers = {"Origin": "https://evil.example"}
    async with session.post(f"{box.url}/_sim/reset", headers=headers) as response:
        assert response.status == 403
    async with session.post(f"{box.url}/_sim/reset", headers={"Origin": box.url}) as response:
        assert response.status == 200
