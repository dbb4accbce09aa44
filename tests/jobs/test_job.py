import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.api.contract import Mode
from bot.jobs.job import Attachment, Job
from tests.cogs.test_sentences import JOB

snowflakes = st.integers(0, 2**63 - 1)
attachments = st.builds(
    Attachment,
    url=st.text(),
    filename=st.text(),
    id=snowflakes,
    message_id=snowflakes,
    channel_id=snowflakes,
    spoiler=st.booleans(),
)
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
    more=st.lists(attachments, max_size=3).map(tuple),
    results=st.lists(attachments, max_size=3).map(tuple),
    spoiler=st.booleans(),
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
def test_files_of_records_of_older_and_of_newer_programs_are_read(job: Job):
    record = job.record()
    files = [record["image"], *record["more"], *record["results"]]
    for file in [*files, record["reference"]] if record["reference"] else files:
        file.pop("spoiler", None)
        file["what nobody knows yet"] = 1
    again = Job.from_record(record)
    assert again.files == tuple(replace(file, spoiler=False) for file in job.files)


@given(jobs)
def test_a_job_is_a_spoiler_if_it_is_asked_for_or_any_of_its_files_is(job: Job):
    open_job = Job.from_record(
        json.loads(json.dumps(job.record()).replace('"spoiler": true', '"spoiler": false'))
    )
    assert not open_job.is_spoiler
    assert job.is_spoiler is (job.record() != open_job.record())


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


def test_a_program_from_before_files_could_be_hidden_reads_the_record_of_a_job_without_any():
    file = Attachment(url="https://cdn.discordapp.com/a", filename="a.png")
    hidden = replace(file, spoiler=True)
    record = replace(JOB, image=file, more=(file, hidden), reference=file).record()
    assert "spoiler" not in record["image"]
    assert "spoiler" not in record["reference"]
    assert [each.get("spoiler") for each in record["more"]] == [None, True]
