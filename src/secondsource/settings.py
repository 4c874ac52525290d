"""What can be set, in one frozen ``Settings``: an option before the environment before the file before the default.

A setting is a field below; its name, its variable, its lines in ``docs/settings.md`` and its check all follow from it.
A secret is taken from the environment alone, and is in no message, ``repr`` or file that we write.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from secondsource.errors import InputError

FILE = "SECONDSOURCE_SETTINGS"  # names another file than the one at home
LONGEST = 3600.0  # seconds that anything may be given
OFF = "off"

Read = Callable[[Any], Any]


def _setting(
    read: Read, means: str, default: Any = None, *, example: str | list[str] = "", secret: bool = False
) -> Any:
    metadata = {"read": read, "means": means, "example": example, "secret": secret}
    return field(default=default, repr=not secret, metadata=metadata)


# --- what a value must be; each raises ``ValueError`` with what it ought to have been, never with what it was ----


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 500:
        raise ValueError("must be a line of text")
    return value.strip()


def _folder(value: Any) -> Path:
    return value if isinstance(value, Path) else Path(_text(value)).expanduser()


def _secret(value: Any) -> str:
    if not re.fullmatch(r"[!-~]{1,500}", value):
        raise ValueError("must be letters, figures and signs without spaces")
    return str(value)


def _seconds(value: Any) -> float:
    try:
        seconds = float(value) if not isinstance(value, bool) else 0.0
    except (TypeError, ValueError):
        seconds = 0.0
    if not 1 <= seconds <= LONGEST:
        raise ValueError(f"must be a number of seconds from 1 to {LONGEST:.0f}")
    return seconds


def _number(least: float, most: float) -> Read:
    def read(value: Any) -> float:
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError):
            number = math.nan
        if not least <= number <= most:
            raise ValueError(f"must be a number from {least:g} to {most:,.0f}")
        return number

    return read


def _count(most: int) -> Read:
    def read(value: Any) -> int:
        number = _number(1, most)(value)
        if number != int(number):
            raise ValueError("must be a whole number")
        return int(number)

    return read


def _each(read: Read) -> Read:
    """A list in a file; in the environment its items stand apart by spaces."""

    def read_all(value: Any) -> tuple[Any, ...]:
        items = value.split() if isinstance(value, str) else value
        if not isinstance(items, list):
            raise ValueError("must be a list")
        return tuple(map(read, items))

    return read_all


def _page_address(value: Any) -> str:
    """An address of the web. One with a user name or a password in it would be shown in messages."""
    text = _text(value)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None or " " in text:
        raise ValueError("must be http or https addresses without user name and password")
    return text


def server_address(value: Any) -> str | None:
    """The address of a server of the user's own, ``None`` for "off". Raises ``ValueError``.

    User names, passwords and queries are refused, because addresses are shown in messages and keys never are.
    """
    text = _text(value)
    if text == OFF:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username is not None or "?" in text or "#" in text or " " in text:
        raise ValueError(
            f"must be an http or https address without user name, password or query, such as {_OLLAMA}; or {OFF}"
        )
    return text.rstrip("/")


_OLLAMA = "http://127.0.0.1:11434"


def _mail_server(value: Any) -> str:
    """The host of a mail server, and its port if that is not the usual one."""
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:[1-9][0-9]{0,4})?", text):
        raise ValueError("must be a host, or host:port, such as smtp.outlet.example:587")
    return text


def _mailbox(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", text):
        raise ValueError("must be mail addresses such as desk@outlet.example")
    return text


def _one_of(*words: str) -> Read:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return str(value)

    return read


# --- the settings ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Llm:
    """A language model that is asked for a second opinion; none is, unless it has an address."""

    address: str | None = _setting(
        server_address,
        "where an OpenAI-compatible server is (Ollama, llama.cpp, vLLM, a hosted one), or `off`",
        example=_OLLAMA,
    )
    model: str | None = _setting(_text, "the model that the server is asked for", example="qwen3:8b")
    timeout: float = _setting(_seconds, "seconds that one answer may take", 60.0)
    budget: float = _setting(
        _seconds, "seconds that all opinions on one report may take, and as many its splits", 600.0
    )
    key: str | None = _setting(
        _secret,
        "the key, where the server wants one; from the environment only, and never sent over http to a public address",
        secret=True,
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one gathering may ask for, and how fast."""

    queries: int = _setting(_count(200), "queries made of one report", 16)
    results: int = _setting(_count(250), "addresses taken from one answer", 25)
    pages: int = _setting(_count(10_000), "pages fetched in one gathering", 200)
    pages_per_host: int = _setting(_count(1_000), "of these, pages of one host", 20)
    seconds: float = _setting(_seconds, "seconds that one gathering may take", 300.0)
    megabytes: float = _setting(_number(1, 10_000), "megabytes that may come in one gathering", 200.0)
    delay: float = _setting(_number(0.1, 60), "seconds between the starts of two requests to one host", 1.0)
    at_once: int = _setting(_count(4), "requests to one host at the same time", 1)
    hosts_at_once: int = _setting(_count(32), "hosts that are read at the same time", 8)
    attempts: int = _setting(_count(5), "times that an address is asked for where trying again may help", 3)
    backoff: float = _setting(_number(0.1, 60), "seconds before the second attempt; the third waits twice as long", 2.0)
    longest_wait: float = _setting(_seconds, "seconds that a host may have us wait before it is left alone", 60.0)


@dataclass(frozen=True, slots=True)
class Gather:
    """Whom to ask for what others have reported. The services without an address here need none."""

    feeds: tuple[str, ...] = _setting(
        _each(_page_address), "feeds and news sitemaps", (), example=["https://outlet.example/feed.xml"]
    )
    folders: tuple[Path, ...] = _setting(
        _each(_folder), "files and folders of reports, as seen from the file's folder", (), example=["~/wire"]
    )
    searxng: str | None = _setting(
        server_address, "where a SearXNG server of your own is, or `off`", example="http://127.0.0.1:8888"
    )
    wikis: tuple[str, ...] = _setting(
        _each(_page_address),
        "the `api.php` of each MediaWiki that is asked for background",
        ("https://en.wikipedia.org/w/api.php",),
    )
    off: tuple[str, ...] = _setting(_each(_text), "names of connectors that are not asked", (), example=["google-news"])
    contact: str | None = _setting(
        _text, "an address or page that every host is told, to write to", example="desk@outlet.example"
    )
    fact_check_key: str | None = _setting(
        _secret, "the key for Google's Fact Check Tools; from the environment only", secret=True
    )
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server that word of changes goes through; none does, unless it is set with a sender and to whom."""

    server: str | None = _setting(_mail_server, "your SMTP server", example="smtp.outlet.example:587")
    security: str = _setting(
        _one_of("starttls", "tls", "none"),
        "`starttls` (port 587), `tls` from the first byte (port 465), or `none`, for a server on this machine",
        "starttls",
    )
    user: str | None = _setting(_text, "the name to sign in by, where the server wants one", example="desk")
    password: str | None = _setting(_secret, "the password; from the environment only", secret=True)
    sender: str | None = _setting(_mailbox, "whom mails are from", example="watch@outlet.example")
    to: tuple[str, ...] = _setting(_each(_mailbox), "whom mails are to", (), example=["desk@outlet.example"])


@dataclass(frozen=True, slots=True)
class Notify:
    """Whom to tell of changes in what is followed. Nobody is, unless something is set here."""

    webhook: str | None = _setting(
        server_address, "where changes are posted to as JSON, or `off`", example="https://desk.outlet.example/changes"
    )
    webhook_key: str | None = _setting(
        _secret, "the key that signs what is posted; from the environment only", secret=True
    )
    workbench: str | None = _setting(
        server_address, "where readers find the workbench, for links in mails", example="https://verify.outlet.example"
    )
    mail: Mail = field(default_factory=Mail)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. ``None`` where nothing is, and nothing is by default."""

    library: Path | None = _setting(  # noqa: RUF009 - gives a field
        _folder, "the folder of the library; in a file, as seen from that file's folder", example="~/reports"
    )
    houses: Path | None = _setting(  # noqa: RUF009 - gives a field
        _folder,
        "a file that adds to the table of outlets of one newsroom or owner; in a file, as seen from that file's folder",
        example="~/houses.toml",
    )
    llm: Llm = field(default_factory=Llm)
    gather: Gather = field(default_factory=Gather)
    notify: Notify = field(default_factory=Notify)


def variable(name: str) -> str:
    """The environment variable of a setting: ``llm.model`` is ``SECONDSOURCE_LLM_MODEL``."""
    return "SECONDSOURCE_" + name.upper().replace(".", "_")


def each_setting(kind: type = Settings, prefix: str = "") -> Iterator[tuple[str, Field[Any]]]:
    """Every setting by its name, such as ``llm.model``; those of a table after those before it."""
    for entry in fields(kind):
        if is_dataclass(entry.default_factory):
            yield from each_setting(entry.default_factory, f"{prefix}{entry.name}.")
        else:
            yield prefix + entry.name, entry


_SETTINGS = dict(each_setting())


def load(environment: Mapping[str, str], options: Mapping[str, Any] | None = None) -> Settings:
    """The settings of one run. ``options`` come from the command line, by name; ``None`` is one that was not given.

    Raises ``InputError``: one line with the file, its line and the setting, or the variable or option, that is wrong.
    """
    file = settings_file(environment)
    found = _from_file(file) if file else {}
    for name in _SETTINGS:
        if value := environment.get(variable(name)):
            found[name] = _read(name, value, variable(name))
    for name, value in (options or {}).items():
        if value is not None:
            found[name] = _read(name, value, f"--{name.removesuffix('.address').replace('.', '-')}")
    settings: Settings = _built(Settings, found)
    return settings


def settings_file(environment: Mapping[str, str]) -> Path | None:
    """The file that is read: the one that the environment names, or the one at home if there is one."""
    if named := environment.get(FILE):
        if not Path(named).is_file():
            raise InputError(f"{FILE} names {named}, where there is no file; mend or unset it")
        return Path(named)
    home = environment.get("XDG_CONFIG_HOME") or "~/.config"
    usual = Path(home).expanduser() / "secondsource" / "settings.toml"
    return usual if usual.is_file() else None


def _built(kind: Any, found: Mapping[str, Any], prefix: str = "") -> Any:
    given = {}
    for entry in fields(kind):
        name = prefix + entry.name
        if is_dataclass(entry.default_factory):
            given[entry.name] = _built(entry.default_factory, found, f"{name}.")
        elif name in found:
            given[entry.name] = found[name]
    return kind(**given)


def _read(name: str, value: Any, where: str) -> Any:
    try:
        return _SETTINGS[name].metadata["read"](value)
    except ValueError as error:
        raise InputError(f"{where} {error}") from None


def _from_file(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode()
        tables = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file} is no TOML: {str(error).splitlines()[0][:200]}") from None
    found: dict[str, Any] = {}
    for name, value in _flat(tables):
        where = f"{file}, line {_line(text, name)}: {name}"
        if name not in _SETTINGS:
            raise InputError(f"{where} is no setting; docs/settings.md lists them")
        if _SETTINGS[name].metadata["secret"]:
            raise InputError(f"{where} does not belong into a file; take it out and set {variable(name)}")
        found[name] = _read(name, value, where)
    for name in ("library", "houses"):
        if name in found:
            found[name] = file.absolute().parent / found[name]
    if "gather.folders" in found:
        found["gather.folders"] = tuple(file.absolute().parent / folder for folder in found["gather.folders"])
    return found


def _flat(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _line(text: str, name: str) -> int:
    """The line that sets a name, or the inline table that holds it, which tomllib does not tell."""
    within = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("["):
            within = bare.strip("[] ")
        spelled = re.sub(r"[\s\"']", "", bare.partition("=")[0])
        set_here = f"{within}.{spelled}".strip(".")
        if "=" in bare and f"{name}.".startswith(f"{set_here}."):
            return number
    return 1
