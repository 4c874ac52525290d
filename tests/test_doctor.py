"""What the doctor says, over a web of its own."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from gather.local_web import LocalWeb, Reply, served

from secondsource import doctor
from secondsource.cli import main
from secondsource.doctor import Check, State, examine
from secondsource.gather.connectors.gdelt import Gdelt
from secondsource.gather.connectors.mediawiki import MediaWiki
from secondsource.gather.registry import Registered
from secondsource.library import Library
from secondsource.settings import Gather, Llm, Settings


def found(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_without_settings_it_says_what_to_set() -> None:
    told = found(examine(Settings()))
    assert told["library"].state is State.UNSET
    assert told["library"].advice == "set SECONDSOURCE_LIBRARY, or give --library DIR"
    assert told["model: reader"].state is told["model: words"].state is State.WORKS
    assert told["connector: feeds"] == Check("connector: feeds", State.UNSET, "no feeds are named in the settings")
    assert told["connector: fact-check"].advice is not None
    assert told["connector: gdelt"] == Check("connector: gdelt", State.UNASKED, "set up")
    assert "network" not in told


def test_every_connector_is_in_it() -> None:
    names = {name.partition(": ")[2] for name in found(examine(Settings())) if name.startswith("connector: ")}
    ours = {"fact-check", "feeds", "folders", "gdelt", "google-news", "internet-archive", "mediawiki", "searxng"}
    assert names >= ours


def test_a_library_and_its_index(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True):
        pass
    told = found(examine(Settings(library=tmp_path / "library")))
    assert (told["library"].state, told["index"].state) == (State.WORKS, State.WORKS)
    missing = found(examine(Settings(library=tmp_path / "no")))["library"]
    assert missing.state is State.BROKEN
    assert (missing.advice or "").startswith("secondsource library add")


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(10**12, 10**12, 5_000_000))
    assert found(examine(Settings()))["disk"] == Check("disk", State.BROKEN, "0.0 GB free", "free some space")


def test_a_model_that_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no such file: /somewhere")

    monkeypatch.setattr(doctor.WordVectors, "load", broken)
    assert found(examine(Settings()))["model: words"].state is State.BROKEN


def test_no_key_is_ever_shown() -> None:
    settings = Settings(llm=Llm(key="hush-1"), gather=Gather(fact_check_key="hush-2"))
    checks = examine(settings)
    assert found(checks)["key: llm.key"].state is State.WORKS
    assert "hush" not in str(checks)


def test_services_are_asked_and_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    made = (
        Registered("gdelt", Gdelt("http://gdelt.example/doc")),
        Registered("mediawiki", MediaWiki(("http://wiki.example/w/api.php",))),
        Registered("theirs", None, "it cannot be loaded (ImportError); reinstall", broken=True),
    )
    monkeypatch.setattr(doctor, "registered", lambda settings: made)
    with served() as web:
        web.hosts["gdelt.example"] = lambda seen: Reply(b'{"articles": []}')
        web.hosts["wiki.example"] = lambda seen: Reply(b"down", 503)
        told = found(examine(Settings(), web.outside))
        assert told["connector: gdelt"].state is State.WORKS
        assert "answered 503" in told["connector: mediawiki"].found
        assert told["connector: theirs"].state is State.BROKEN
        assert told["network"] == Check("network", State.WORKS, "1 of 2 services answered")
        del web.hosts["gdelt.example"]
        assert found(examine(Settings(), web.outside))["network"].state is State.BROKEN
        assert isinstance(web, LocalWeb)


def test_on_the_command_line_it_fits_on_one_screen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECONDSOURCE_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "100")
    with Library.open(tmp_path / "library", create=True):
        pass
    assert main(["doctor", "--offline"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) <= 40
    assert "SECONDSOURCE_GATHER_FACT_CHECK_KEY" in out
    assert main(["doctor", "--offline", "--library", str(tmp_path / "no")]) == 3
