"""What the tests share: where the material beside the checkout lies, if it is there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What whoever runs the tests has set for themselves changes nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SECONDSOURCE_") and name != "SECONDSOURCE_SHARED"]:
            patch.delenv(name)
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seed document and the public data sets, which are not part of the project."""
    folder = Path(os.environ.get("SECONDSOURCE_SHARED", ROOT.parent / "shared"))
    if not (folder / "seed").is_dir():
        pytest.skip("needs the seed document: set SECONDSOURCE_SHARED to the folder that holds seed/ and data/")
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> str:
    """The text of the document that the project was created from."""
    return next((shared / "seed").glob("000_*.txt")).read_text(encoding="utf-8")
