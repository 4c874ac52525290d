"""What OpenAPI says is asked and what it says is answered: schemathesis makes the requests up, from one seed."""

from datetime import UTC, date, datetime

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.workbench import following
from secondsource.workbench.app import create_app
from secondsource.workbench.limits import Rate

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# Whether words can be verified, or a noun is there, is no matter of form: such requests are refused with 422 and 404.
NOT_OF_FORM = [positive_data_acceptance]


@pytest.fixture
def described(tmp_path, monkeypatch):
    monkeypatch.setattr(following, "LONGEST", 0.05)  # the stream of changes would go on for ten minutes
    file = tmp_path / "held.txt"
    file.write_text("Ferry aground\n\nA ferry ran aground near Lundvik on Sunday, Ada Holm said.\n", encoding="utf-8")
    taken = take(str(file), published=date(2026, 3, 1), now=NOW)
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(taken.report, taken.data)]))
    app = create_app(tmp_path / "library", now=lambda: NOW, names=["testserver"])
    object.__setattr__(app.state.desk, "submitted", Rate(20, 3600))  # some are accepted, and some are too many
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_what_is_described_is_what_is_answered(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 16
    for operation in operations:
        asked(operation)


def asked(operation):
    @seed(1)
    @settings(
        max_examples=30,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(excluded_checks=NOT_OF_FORM)

    ask()
