"""What can be set: who counts before whom, and what an error says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from secondsource.document import documents
from secondsource.errors import InputError
from secondsource.settings import (
    Gather,
    Limits,
    Llm,
    Settings,
    each_setting,
    load,
    server_address,
    settings_file,
    variable,
)

KEY = "sk-very-secret-123"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def written(file: Path, text: str) -> dict[str, str]:
    """The environment that names a file of this text."""
    file.write_text(text, encoding="utf-8")
    return {"SECONDSOURCE_SETTINGS": str(file)}


def refused(environment: dict[str, str], options: dict[str, Any] | None = None) -> str:
    with pytest.raises(InputError) as caught:
        load(environment, options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_by_default_nothing_is_set_and_no_model_is_asked() -> None:
    assert load({}) == Settings(library=None, llm=Llm(None, None, 60.0, 600.0, None), gather=Gather())
    assert (Gather().feeds, Gather().searxng, Gather().fact_check_key) == ((), None, None)


def test_an_option_before_the_environment_before_the_file_before_the_default(file: Path) -> None:
    environment = written(file, '[llm]\nmodel = "from the file"\ntimeout = 5\n')
    assert (load(environment).llm.model, load(environment).llm.timeout, load(environment).llm.budget) == (
        "from the file",
        5.0,
        600.0,
    )
    environment |= {"SECONDSOURCE_LLM_MODEL": "from the environment"}
    assert (load(environment).llm.model, load(environment).llm.timeout) == ("from the environment", 5.0)
    assert load(environment, {"llm.model": "from the command"}).llm.model == "from the command"
    assert load(environment, {"llm.model": None}).llm.model == "from the environment"


def test_an_empty_variable_sets_nothing(file: Path) -> None:
    assert load(written(file, 'llm.model = "m"') | {"SECONDSOURCE_LLM_MODEL": ""}).llm.model == "m"


def test_the_file_at_home_is_found(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert settings_file(environment) is None
    (tmp_path / "secondsource").mkdir()
    (tmp_path / "secondsource" / "settings.toml").write_text('library = "reports"')
    assert load(environment).library == tmp_path / "secondsource" / "reports"
    assert load(environment | {"SECONDSOURCE_LIBRARY": "other"}).library == Path("other")


def test_folders(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert load(written(file, 'library = "~/reports"')).library == Path("/somewhere/reports")
    assert load(written(file, 'library = "/else/reports"')).library == Path("/else/reports")
    assert load({}, {"library": Path("here")}).library == Path("here")


def test_a_server_can_be_switched_off_for_one_run(file: Path) -> None:
    environment = written(file, '[llm]\naddress = "http://127.0.0.1:8080/v1/"')
    assert load(environment).llm.address == "http://127.0.0.1:8080/v1"
    assert load(environment, {"llm.address": "off"}).llm.address is None
    assert load(environment | {"SECONDSOURCE_LLM_ADDRESS": "off"}).llm.address is None


SECONDS = "must be a number of seconds from 1 to 3600"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('library = "a"\n\n[llm]\n# soon\ntimeout = "soon"\n', f"line 5: llm.timeout {SECONDS}"),
        ("[llm]\ntimeout = true", f"line 2: llm.timeout {SECONDS}"),
        ("[llm]\ntimeout = nan", f"line 2: llm.timeout {SECONDS}"),
        ("[llm]\nbudget = 0", f"line 2: llm.budget {SECONDS}"),
        ("[llm]\nbudget = 1979-05-27", f"line 2: llm.budget {SECONDS}"),
        ("\nllm.timeout = 0.5", f"line 2: llm.timeout {SECONDS}"),
        ("a = 1", "line 1: a is no setting; docs/settings.md lists them"),
        ('library = "a"\nllm = 3', "line 2: llm is no setting; docs/settings.md lists them"),
        ('[llm]\nmodel = "m"\nmodle = "m"', "line 3: llm.modle is no setting"),
        ('model = "m"', "line 1: model is no setting"),
        ("[llm]\n\n'model' = 7", "line 3: llm.model must be a line of text"),
        ('llm = {model = ""}', "line 1: llm.model must be a line of text"),
        ("library = ['a']", "line 1: library must be a line of text"),
        (f'[llm]\nkey = "{KEY}"', "line 2: llm.key does not belong into a file; take it out and set SECONDSOURCE_LLM_"),
        ("[llm\n", "is no TOML: "),
        ("a = 1\na = 2\n", "is no TOML: Cannot overwrite a value (at line 2"),
    ],
)
def test_an_error_in_the_file_is_one_line_with_its_place(file: Path, text: str, message: str) -> None:
    told = refused(written(file, text))
    assert told.startswith(str(file))
    assert message in told
    assert KEY not in told


def test_a_file_in_another_encoding(file: Path) -> None:
    file.write_bytes(b"library = '\xe9t\xe9'")
    assert " is no TOML: " in refused({"SECONDSOURCE_SETTINGS": str(file)})


def test_a_file_that_is_named_must_be_there(file: Path) -> None:
    assert refused({"SECONDSOURCE_SETTINGS": str(file)}).endswith("where there is no file; mend or unset it")


def test_an_error_elsewhere_names_the_variable_or_the_option() -> None:
    assert refused({"SECONDSOURCE_LLM_TIMEOUT": "soon"}) == f"SECONDSOURCE_LLM_TIMEOUT {SECONDS}"
    assert refused({}, {"llm.address": "ollama"}).startswith("--llm must be an http or https address")
    assert refused({}, {"llm.model": " "}) == "--llm-model must be a line of text"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('feeds = "https://a.example/feed b"', "gather.feeds must be http or https addresses"),
        ("feeds = 3", "gather.feeds must be a list"),
        ('feeds = ["https://me:secret@a.example/feed"]', "without user name and password"),
        ('fact_check_key = "k"', "take it out and set SECONDSOURCE_GATHER_FACT_CHECK_KEY"),
        ("limits.pages = 2.5", "gather.limits.pages must be a whole number"),
        ("limits.pages = 0", "gather.limits.pages must be a number from 1 to 10,000"),
        ("limits.delay = 0", "gather.limits.delay must be a number from 0.1 to 60"),
        ("limits.speed = 1", "gather.limits.speed is no setting"),
    ],
)
def test_errors_about_gathering(file: Path, text: str, message: str) -> None:
    told = refused(written(file, f"[gather]\n{text}\n"))
    assert "line 2: gather." in told
    assert message in told
    assert "secret" not in told


def test_lists_in_the_environment_stand_apart_by_spaces(file: Path) -> None:
    environment = written(file, '[gather]\nfolders = ["wire", "~/more"]\nfeeds = ["https://a.example/feed"]\n')
    gather = load(environment | {"SECONDSOURCE_GATHER_FEEDS": "https://b.example/x https://c.example/y?z=1"}).gather
    assert gather.feeds == ("https://b.example/x", "https://c.example/y?z=1")
    assert gather.folders == (file.parent / "wire", Path("~/more").expanduser())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:11434",
        "ftp://models.example/",
        "http://",
        "http://models.example:port/",
        "http://models.example:0/",
        "http://[::1",
        f"https://me:{KEY}@models.example/v1",
        f"https://models.example/v1?key={KEY}",
        f"https://models.example/v1#{KEY}",
        "http://models.example/v1 v2",
        "http://models.example/\n",
    ],
)
def test_an_address_of_a_server_bears_no_secret(address: str) -> None:
    with pytest.raises(ValueError, match="must be") as caught:
        server_address(address)
    assert KEY not in str(caught.value)


# --- keys -------------------------------------------------------------------------------------------------------


def test_a_key_is_used_and_never_shown() -> None:
    settings = load({"SECONDSOURCE_LLM_KEY": KEY})
    assert settings.llm.key == KEY
    assert KEY not in f"{settings} {settings!r} {settings.llm}"


@pytest.mark.parametrize("key", [f"{KEY}\nHost: elsewhere", f"{KEY} {KEY}", f"{KEY}é"])
def test_a_key_that_is_none_is_refused_without_telling_it(key: str) -> None:
    told = refused({"SECONDSOURCE_LLM_KEY": key})
    assert told == "SECONDSOURCE_LLM_KEY must be letters, figures and signs without spaces"


# --- the page ---------------------------------------------------------------------------------------------------


def test_the_example_in_the_document_can_be_used(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    example = documents()["settings.md"].partition("```toml\n")[2].partition("```")[0]
    settings = load(written(file, example))
    assert settings.library == Path("/somewhere/reports")
    assert settings.llm == Llm("http://127.0.0.1:11434", "qwen3:8b")
    assert settings.gather.folders == (Path("/somewhere/wire"),)
    assert settings.gather.limits == Limits()
    tables = tomllib.loads(example)
    limits, mail = tables["gather"].pop("limits"), tables["notify"].pop("mail")
    named = {
        "library",
        "houses",
        *(f"llm.{key}" for key in tables["llm"]),
        *(f"gather.{key}" for key in tables["gather"]),
        *(f"notify.{key}" for key in tables["notify"]),
        *(f"notify.mail.{key}" for key in mail),
    }
    named |= {f"gather.limits.{key}" for key in limits}
    assert named == {name for name, entry in each_setting() if not entry.metadata["secret"]}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('server = "smtp.outlet.example:0"', "must be a host, or host:port"),
        ('server = "smtp.outlet.example\\nRCPT"', "must be a line of text"),
        ('security = "off"', "must be one of starttls, tls, none"),
        ('sender = "Ada <ada@outlet.example>"', "must be mail addresses"),
        ('to = ["ada@outlet.example, ben@outlet.example"]', "must be mail addresses"),
        ('password = "secret"', "does not belong into a file"),
    ],
)
def test_what_mail_takes_is_checked(file: Path, line: str, said: str) -> None:
    assert said in refused(written(file, f"[notify.mail]\n{line}\n"))


@pytest.mark.parametrize("name", [name for name, _ in each_setting()])
def test_every_setting_is_documented(name: str) -> None:
    page = documents()["settings.md"]
    assert f"| `{name}` | `{variable(name)}` | " in page
    assert "|  |" not in page
