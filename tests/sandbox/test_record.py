"""What the sandbox remembers, and for how long."""

from bot.sandbox import GatewayEvent, Sandbox, Upload
from tests.sandbox.conftest import Rest


def _event(number: int) -> GatewayEvent:
    return GatewayEvent(float(number), "discord", 0, "READY", number, 0)


async def test_a_test_sees_everything(sandbox: Sandbox) -> None:
    for number in range(5000):
        sandbox.record.add(_event(number))
    assert len(sandbox.events) == 5000


async def test_a_demo_remembers_the_last_of_it(sandbox: Sandbox) -> None:
    sandbox.record.most = 3
    heard: list[object] = []
    sandbox.record.listen(heard.append)
    for number in range(5):
        sandbox.record.add(_event(number))
    assert [event.data for event in sandbox.events] == [2, 3, 4]
    assert len(heard) == 5


async def test_a_demo_lets_go_of_what_a_message_no_longer_shows(rest: Rest) -> None:
    rest.sandbox.record.most = 3
    first = {"files[0]": Upload("first.txt", b"x")}
    _, said = await rest.say({"attachments": [{"id": 0}]}, files=first)
    second = {"files[0]": Upload("second.txt", b"x")}
    path = f"/channels/{rest.sandbox.channel.id}/messages/{said['id']}"
    status, _ = await rest("PATCH", path, {"attachments": [{"id": 0}]}, files=second)
    assert status == 200
    (message,) = rest.sandbox.channel.messages.values()
    (state,) = message.history
    assert [file.filename for file in state.attachments] == ["second.txt"]
