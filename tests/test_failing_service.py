"""A service that fails in every way it can: each ends in a sentence in the reply."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from dbos import DBOS

from bot.api import client
from bot.sandbox import Message, MessageState, Permission, Person, Reply
from cogs import pace
from cogs.words import ENGLISH
from tests.stage import Answer, Service, Stage, always, error, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Setting:
    """A running bot and the service that it depends on."""

    stage: Stage
    service: Service
    photo: Path

    async def command(self) -> Reply:
        return await self.stage.person().run("recolor palette", image=self.photo, colors="red")

    async def end(self) -> MessageState:
        return await self.stage.end_of(await self.command())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, photographs: dict[str, Path]
) -> AsyncGenerator[Setting]:
    async with (
        Service().running() as service,
        stage(tmp_path_factory.mktemp("data"), api_url=service.url) as bot,
    ):
        yield Setting(bot, service, photographs["coffee"])


@pytest.fixture
def setting(running: Setting, monkeypatch: pytest.MonkeyPatch) -> Setting:
    """The same with a service that works until it is told otherwise, and without patience."""
    service = running.service
    service.submit, service.query, service.result = service.take, service.done, service.picture
    service.submissions.clear()
    service.released.clear()
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    monkeypatch.setattr(client, "FIRST_BACKOFF", 0.001)
    monkeypatch.setattr(client, "MOST_BACKOFF", 0.002)
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    return running


async def test_a_table_that_a_service_cannot_make_is_no_dead_end(setting: Setting):
    person = setting.stage.person()
    reply = await person.run("recolor palette", image=setting.photo, colors="red")
    await setting.stage.end_of(reply)
    begun = await person.press(reply, ENGLISH.say("button-table"))
    end = await setting.stage.end_of(await begun.acknowledged())
    assert end.text == ENGLISH.say("trouble-service-cannot")


async def test_a_service_that_cannot_tell_colors_is_no_use_for_taking_them(setting: Setting):
    person = setting.stage.person()
    post = await person.post("", setting.photo)
    taken = await (await person.use(post, ENGLISH.say("menu-colors"))).acknowledged()
    end = await setting.stage.end_of(taken)
    assert end.text == ENGLISH.say("trouble-service-cannot")


async def silence(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def test_a_service_that_works_gets_the_wish_in_the_words_of_the_contract(setting: Setting):
    end = await setting.end()
    assert len(results(end)) == 1
    assert setting.service.submissions == [
        {"task_type": "async", "mode": "TEMPLATE", "degree": "1", "color_template": "FF0000"}
    ]


async def test_a_service_that_only_speaks_1_0_0_works(setting: Setting):
    service = setting.service
    service.submit = always(
        200, {"error_code": 0, "request_id": "r", "data": {"status": "QUEUING"}}
    )
    urls = {"status": "PROCESS_SUCCESS", "image_list": [f"{service.url}/result.png"]}
    queries: list[str] = []

    async def query(request: web.Request) -> web.Response:
        queries.append(request.path_qs)
        return web.json_response({"error_code": 0, "data": urls})

    service.query = query
    assert (await setting.end()).attachments
    assert set(queries) == {"/api/image/asyn-task-results?job_id=r&type=HD_COLOUR_MIGRATION"}


async def test_an_answer_that_already_has_the_result_is_enough(setting: Setting):
    service = setting.service
    data = {"status": "PROCESS_SUCCESS", "image_list": [f"{service.url}/result.png"]}
    service.submit = always(200, {"error_code": 0, "request_id": "r", "data": data})
    service.query = error(404, "ERROR_RESOURCE_NOT_FOUND")
    assert (await setting.end()).attachments


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (error(400, "ERROR_INVALID_PARAMETER"), "trouble-refused"),
        (error(401, "ERROR_APPLICATIONS_NOT_EXISTS"), "trouble-service-refused-key"),
        (error(404, "ERROR_AI_NOT_EXISTS"), "trouble-service-gone"),
        (error(413, "FILE_SIZE_EXCEEDS_LIMIT"), "trouble-service-wants-smaller-file"),
        (error(413, "FILE_RESOLUTION_EXCEEDS_LIMITS"), "trouble-picture-too-large"),
        (error(415, "UNSUPPORTED_FILE_TYPES"), "trouble-not-a-picture"),
        (error(422, "FILE_DECODING_FAILURE"), "trouble-picture-damaged"),
        (error(422, "ERROR_LOW_RESOLUTION"), "trouble-picture-too-small"),
        (error(429, "EXCEEDING_LIMITS"), "trouble-service-busy"),
        (error(429, "ERROR_NOT_ENOUGH_CREDITS"), "trouble-service-out-of-credits"),
        (error(500, "SERVICE_INTERNAL_ERROR"), "trouble-service-failed"),
        (error(503, "AI_SERVICE_FLOW_RESTRICTION"), "trouble-service-busy"),
    ],
)
async def test_a_refused_submission_says_why_and_is_not_repeated(
    setting: Setting, answer: Answer, sentence: str
):
    setting.service.submit = answer
    end = await setting.end()
    limits = {"trouble-picture-too-large": 10_000, "trouble-picture-too-small": 64}
    code = "ERROR_INVALID_PARAMETER"
    assert end.text == ENGLISH.say(
        sentence, file="“coffee.jpg”", limit=limits.get(sentence), code=code
    )
    assert len(setting.service.submissions) == 1


@pytest.mark.parametrize(
    "answer", [always(502, "<html>bad gateway</html>"), always(200, "<html>hi</html>"), hang_up]
)
async def test_an_unanswered_submission_may_be_billed_and_is_not_repeated(
    setting: Setting, answer: Answer
):
    setting.service.submit = answer
    end = await setting.end()
    assert end.text == ENGLISH.say("trouble-submit-unanswered", file="“coffee.jpg”")
    assert len(setting.service.submissions) == 1


async def test_silence_after_a_submission_ends_in_the_same_sentence(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(client, "SUBMIT_SECONDS", 0.3)
    setting.service.submit = silence
    end = await setting.end()
    assert end.text == ENGLISH.say("trouble-submit-unanswered", file="“coffee.jpg”")


@pytest.mark.parametrize(
    "answer",
    [
        always(429, {"error_code": 429, "error_code_str": "EXCEEDING_LIMITS"}, Retry_After="0"),
        always(500, {"error_code": 500, "error_code_str": "UNKNOWN_ERROR"}),
        always(200, "<html>one moment</html>"),
        hang_up,
    ],
)
async def test_a_query_that_fails_for_a_while_is_asked_again(setting: Setting, answer: Answer):
    service = setting.service
    failures = iter(range(3))

    async def query(request: web.Request) -> web.StreamResponse:
        if next(failures, None) is None:
            return await service.done(request)
        return await answer(request)

    service.query = query
    assert (await setting.end()).attachments
    assert len(service.submissions) == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (always(429, {"error_code": 429}, Retry_After="0"), "trouble-service-busy"),
        (always(500, {"error_code": 500}), "trouble-service-failed"),
        (always(200, "<html>for ever</html>"), "trouble-service-failed"),
        (hang_up, "trouble-service-failed"),
        (error(404, "ERROR_RESOURCE_NOT_FOUND"), "trouble-result-lost"),
        (error(422, "FILE_DECODING_FAILURE"), "trouble-picture-damaged"),
        (error(500, "PROCESSING_FAILURE"), "trouble-service-failed"),
        (error(504, "AI_SERVICE_TIMEOUT"), "trouble-service-timed-out"),
    ],
)
async def test_a_query_that_fails_for_good_says_why(
    setting: Setting, answer: Answer, sentence: str
):
    setting.service.query = answer
    end = await setting.end()
    assert end.text == ENGLISH.say(sentence, file="“coffee.jpg”")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("PROCESS_FAILED", "trouble-service-failed"),
        ("TIMEOUT_FAILED", "trouble-service-timed-out"),
        ("LIMIT_RETRY_FAILED", "trouble-service-gave-up"),
    ],
)
async def test_a_failed_task_of_1_0_0_says_how(setting: Setting, status: str, sentence: str):
    setting.service.submit = always(
        200, {"error_code": 0, "request_id": "r", "data": {"status": "QUEUING"}}
    )
    setting.service.query = always(200, {"error_code": 0, "data": {"status": status}})
    end = await setting.end()
    assert end.text == ENGLISH.say(sentence, file="“coffee.jpg”")


async def test_a_service_that_never_finishes_ends_in_a_time_out(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.jobs.sending.WAIT_SECONDS", 0.5)
    setting.service.query = setting.service.done_when_released
    end = await setting.end()
    assert end.text == ENGLISH.say("trouble-service-timed-out", file="“coffee.jpg”")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (always(404, {"error_code": 404}), "trouble-result-lost"),
        (always(200, "<html>no picture</html>"), "trouble-service-failed"),
    ],
)
async def test_a_result_that_cannot_be_fetched_says_why(
    setting: Setting, answer: Answer, sentence: str
):
    setting.service.result = answer
    end = await setting.end()
    assert end.text == ENGLISH.say(sentence, file="“coffee.jpg”")


async def test_a_service_that_is_not_there_is_said_to_be_unreachable(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(setting.stage.bot._api, "_base_url", "http://127.0.0.1:9")
    end = await setting.end()
    assert end.text == ENGLISH.say("trouble-service-unreachable", file="“coffee.jpg”")


async def test_a_bug_is_owned_with_a_reference_that_is_in_the_log(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object) -> None:
        raise RuntimeError("this was not foreseen")

    monkeypatch.setattr("bot.jobs.results.fit", broken)
    end = await setting.end()
    reference = end.text.rpartition("`")[0].rpartition("`")[2]
    assert end.text == ENGLISH.say("trouble-bug", reference=reference)
    assert f"bug {reference} in step deliver" in caplog.text
    assert "this was not foreseen" in caplog.text


async def after_the_tokens_end(setting: Setting, person: Person) -> tuple[Reply, list[Message]]:
    """Let a job end 16 minutes after its command; return the reply and what else was written."""
    sandbox, service = setting.stage.sandbox, setting.service
    service.query = service.done_when_released
    reply = await person.run("recolor palette", image=setting.photo, colors="red")
    await reply.until(lambda state: said(state) == ENGLISH.say("state-recoloring"))
    sandbox.clock.advance(16 * 60)
    service.released.set()
    workflow = await DBOS.retrieve_workflow_async(str(reply.interaction.id))
    await workflow.get_result(polling_interval_sec=0.05)
    messages = person.channel.messages.values()
    return reply, [message for message in messages if message is not reply.message]


async def test_after_the_tokens_end_the_result_is_posted_into_the_channel(setting: Setting):
    channel = setting.stage.sandbox.add_channel(setting.stage.sandbox.guild, "late")
    person = setting.stage.sandbox.person("Di", channel=channel)
    reply, [post] = await after_the_tokens_end(setting, person)
    assert len(results(post.state)) == 1
    assert post.state.text.startswith(f"<@{person.user.id}>, your picture is ready.\nPalette ")
    assert post.state.allowed_mentions == {"parse": [], "users": [str(person.user.id)]}
    assert said(reply.state) == ENGLISH.say("state-recoloring")


async def test_where_the_bot_may_not_write_a_late_result_is_logged_and_the_job_ends(
    setting: Setting, caplog: pytest.LogCaptureFixture
):
    sandbox = setting.stage.sandbox
    channel = sandbox.add_channel(sandbox.guild, "silent", denied=Permission.SEND_MESSAGES)
    _, posts = await after_the_tokens_end(setting, sandbox.person("Eve", channel=channel))
    assert posts == []
    assert "cannot be posted" in caplog.text


async def test_the_same_interaction_delivered_twice_runs_once(setting: Setting):
    service = setting.service
    service.query = service.done_when_released
    reply = await setting.command()
    await reply.until(lambda state: said(state) == ENGLISH.say("state-recoloring"))
    created = [e for e in setting.stage.sandbox.events if e.name == "INTERACTION_CREATE"][-1]
    again: Any = {**created.data, "token": reply.interaction.token}
    setting.stage.bot._connection.parse_interaction_create(again)
    service.released.set()
    end = await setting.stage.end_of(reply)
    assert len(results(end)) == 1
    assert len(service.submissions) == 1
