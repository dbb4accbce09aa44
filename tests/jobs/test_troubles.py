import pickle

import pytest

from bot.jobs.troubles import JobError, Trouble

DETAILS = {"file": "a {name}.png", "limit": 64, "code": None, "reference": "abcd"}


@pytest.mark.parametrize("trouble", Trouble)
def test_a_recorded_error_comes_back_as_it_was(trouble: Trouble):
    error = pickle.loads(pickle.dumps(JobError(trouble, **DETAILS)))
    assert type(error) is JobError
    assert error.trouble is trouble
    assert error.details == DETAILS
    assert str(error) == str(JobError(trouble, **DETAILS))


def test_an_error_tells_the_log_what_it_is_and_about_what():
    error = JobError(Trouble.PICTURE_TOO_SMALL, file="dot.png", limit=64)
    assert str(error) == "picture_too_small file=dot.png limit=64"
