import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.api.contract import Mode
from bot.jobs.job import Attachment, Job

snowflakes = st.integers(0, 2**63 - 1)
attachments = st.builds(Attachment, url=st.text(), filename=st.text())
jobs = st.builds(
    Job,
    id=snowflakes.map(str),
    application_id=snowflakes,
    token=st.text(),
    created=st.floats(0, 4e9),
    guild_id=st.none() | snowflakes,
    channel_id=snowflakes,
    user_id=snowflakes,
    may_post=st.booleans(),
    filesize_limit=st.integers(0, 2**32),
    image=attachments,
    mode=st.sampled_from(Mode),
    degree=st.floats(0, 1),
    colors=st.lists(st.from_regex("[0-9A-F]{6}", fullmatch=True), max_size=7).map(tuple),
    color_names=st.lists(st.text(), max_size=7).map(tuple),
    reference=st.none() | attachments,
    count=st.integers(1, 8),
    keep_people=st.booleans(),
    locale=st.sampled_from(["en-US", "pt-BR", "ja"]),
    mark=st.text(),
)


@given(jobs)
def test_a_job_comes_back_from_its_record_as_it_was(job: Job):
    again = Job.from_record(json.loads(json.dumps(job.record())))
    assert again == job
    assert isinstance(again.mode, Mode)
    assert isinstance(again.colors, tuple)


@given(jobs)
def test_records_of_older_and_of_newer_programs_are_read(job: Job):
    record = job.record()
    del record["mark"], record["keep_people"]
    again = Job.from_record({**record, "what nobody knows yet": 1})
    assert again == replace(job, mark="", keep_people=True)


@given(jobs)
def test_reading_a_record_leaves_it_as_it_is(job: Job):
    record = job.record()
    before = json.dumps(record)
    Job.from_record(record)
    assert json.dumps(record) == before


@given(jobs)
def test_a_record_from_before_there_were_languages_is_in_english(job: Job):
    record = job.record()
    del record["locale"], record["color_names"]
    assert Job.from_record(record) == replace(job, locale="en-US", color_names=())
