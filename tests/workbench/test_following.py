"""One look serves all who follow; nobody misses an entry, however slow."""

import asyncio
from threading import Event

from secondsource.workbench import following
from secondsource.workbench.following import Following
from secondsource.workbench.submissions import Progress, State


def over(entry):
    return entry.over


def log(count):
    middle = [Progress(number, State.RUNNING, f"step {number}") for number in range(2, count)]
    return [Progress(1, State.WAITING, None), *middle, Progress(count, State.DONE, None)]


def test_fifty_followers_share_their_looks_and_see_every_entry(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.02)
    entries, looks = log(40), []

    def read(known):
        looks.append(known)
        have = 4 * len(looks)  # the log grows by four entries between two looks
        return {"s": [entry for entry in entries[:have] if entry.number > known["s"]]}

    async def follow(follower, pause):
        seen = []
        async for entry in follower.entries("s"):
            seen.append(entry)
            await asyncio.sleep(pause)
        return seen

    async def all_of_them():
        follower = Following(read, over=over)
        return await asyncio.gather(*(follow(follower, 0.0005 * (number % 10)) for number in range(50)))

    assert asyncio.run(all_of_them()) == [entries] * 50
    assert len(looks) < 30  # 50 followers with looks of their own would have taken 500


def test_a_follower_that_leaves_in_the_middle_of_a_look_blinds_nobody(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.01)
    entries = log(5)

    async def run():
        follower = Following(lambda known: {"s": [entry for entry in entries if entry.number > known["s"]]}, over=over)
        first = asyncio.ensure_future(anext(follower.entries("s")))
        await asyncio.sleep(0)
        first.cancel()
        return [entry async for entry in follower.entries("s")]

    assert asyncio.run(run()) == entries


def test_who_begins_while_a_look_is_under_way_is_not_given_what_was_meant_for_another(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.01)
    entries, looking, go_on = log(5), Event(), Event()

    def read(known):
        if "t" in known and not go_on.is_set():
            looking.set()
            go_on.wait(60)
        there = 5 if looking.is_set() else 3
        return {each: [entry for entry in entries[:there] if entry.number > known[each]] for each in known}

    async def run():
        follower = Following(read, over=over)
        leaving = follower.entries("s")
        assert [await anext(leaving) for _ in range(3)] == entries[:3]
        other = asyncio.ensure_future(anext(follower.entries("t")))
        await asyncio.to_thread(looking.wait, 60)
        await leaving.aclose()
        coming = follower.entries("s")
        first = asyncio.ensure_future(anext(coming))
        await asyncio.sleep(0)
        go_on.set()
        seen = [await first, *[entry async for entry in coming]]
        await other
        return seen

    assert asyncio.run(run()) == entries


def test_silence_is_broken_and_a_stream_ends(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.01)
    monkeypatch.setattr(following, "SILENCE", 0.03)
    monkeypatch.setattr(following, "LONGEST", 0.1)

    async def run():
        follower = Following(lambda known: {"s": []})
        return [entry async for entry in follower.entries("s")]

    told = asyncio.run(run())
    assert told
    assert set(told) == {None}


def test_who_comes_again_has_what_came_since_and_who_begins_late_what_came_before(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.01)
    entries, asked = log(9), []

    def read(known):
        asked.append(known["s"])
        return {"s": [entry for entry in entries if entry.number > known["s"]]}

    async def run():
        follower = Following(read, over=over)
        again = follower.entries("s", 6)
        first = await anext(again)
        late = [entry async for entry in follower.entries("s", 2)]
        return [first, *[entry async for entry in again]], late

    assert asyncio.run(run()) == (entries[6:], entries[2:])
    assert asked[:2] == [6, 2]


def test_a_long_log_is_not_kept_whole_and_nobody_misses_any_of_it(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.001)
    monkeypatch.setattr(following, "KEPT", 10)
    entries, looks = log(200), []

    def read(known):
        looks.append(known)
        return {"s": [entry for entry in entries[: 5 * len(looks)] if entry.number > known["s"]][:40]}

    async def run():
        follower = Following(read, over=over)
        slow, seen = follower.entries("s"), []
        seen.append(await anext(slow))
        assert [entry async for entry in follower.entries("s")] == entries
        assert len(follower._followed["s"].told) <= 20
        return seen + [entry async for entry in slow]

    assert asyncio.run(run()) == entries


def test_a_log_without_an_entry_is_not_looked_at_all_the_time(monkeypatch):
    monkeypatch.setattr(following, "LOOK", 0.02)
    monkeypatch.setattr(following, "LONGEST", 0.2)
    looks = []

    def read(known):
        looks.append(known)
        return {"s": []}

    async def run():
        return [entry async for entry in Following(read).entries("s", 5)]

    assert asyncio.run(run()) == []
    assert 2 <= len(looks) <= 12
    assert looks[0] == {"s": 5}
