"""What a person reads, and what the recorder waits for."""

import pytest

from tests.recorder.__main__ import ask
from tests.recorder.steps import STEPS


async def test_each_act_is_told_and_says_what_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return ""

    monkeypatch.setattr("builtins.input", answer)
    acts = {step.name: step.acts for step in STEPS}
    bot, recorder = acts["spoiler"][0], acts["refused-callback"][0]
    portal = acts["install-types"][0]
    await ask(bot)
    await ask(portal)
    assert questions == [
        "Press Enter when the bot has finished. ",
        "Press Enter when that is done. ",
    ]
    await ask(recorder)
    assert len(questions) == 2
    printed = " ".join(capsys.readouterr().out.split())
    assert all(act.says in printed for act in (bot, recorder, portal))
    assert printed.endswith("(The recorder waits for the interaction, and answers it.)")


def test_steps_have_different_names_and_something_to_do() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.acts
        assert step.settles
        for act in step.acts:
            assert not (act.answers and act.sends)
            assert act.is_interaction or not act.answers
