"""Which language a text is in."""

import pytest

from secondsource.intake.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge was closed on Monday after a flood damaged two of its piers.", "en"),
        ("El puente fue cerrado el lunes después de que una inundación dañara dos pilares.", "es"),
        ("Мост был закрыт в понедельник после того, как наводнение повредило две опоры.", "ru"),
        ("أُغلق الجسر يوم الاثنين بعد أن ألحق الفيضان أضرارا بدعامتين.", "ar"),
        ("Maduro Guaido Bolton Tonkoshkurov", None),
        ("Hello", None),
        ("2019 100 99 400 1234567890 1234567890", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None):
    assert detect(text) == language
