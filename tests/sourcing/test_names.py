import pytest

from secondsource.sourcing.names import plain, same_description, same_name, telling_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Javier Mayorca", "Mayorca"),
        ("Javier Mayorca", "Javier Mallorca"),
        ("Vasily Tonkoshkurov", "Gen. Vasily Tonkoshkourov"),
        ("Russian Ministry of Defence", "the Ministry of Defence"),
        ("Díaz", "Diaz"),
        ("President Ada Poe", "Ada Poe"),
        ("Vasily Tonkoshkurov", "Василий Тонкошкуров"),
        ("Bashar al-Assad", "بشار الأسد"),
        ("Xi Jinping", "习近平"),
        ("Mohamed Morsi", "Mohammed Mursi"),
        ("Boris Yeltsin", "Boris Jelzin"),
        ("Mike Pompeo", "Michael Pompeo"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Bolton", "John Boston"),
        ("Boris Johnson", "Boris Johnston"),
        ("Hassan Rouhani", "Hossein Rouhani"),
        ("Ivan Ivanov", "Ivan Ivanova"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("John Bolton", "Mary Bolton Reed"),
        ("Javier Mayorca", "Pedro Mayorga"),
        ("Kim", "Kin"),
        ("the minister", "Ada Poe"),
        ("Ministry of Defence", "Ministry of Health"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert same_name(one, other) is None
    assert same_name(other, one) is None


def test_the_reason_says_which_is_short() -> None:
    assert same_name("Mayorca", "Javier Mayorca") == "“Mayorca” is short for “Javier Mayorca”"
    assert "spellings" in (same_name("Javier Mayorca", "Javier Mallorca") or "")
    assert "in two scripts" in (same_name("Vladimir Putin", "Владимир Путин") or "")


def test_descriptions() -> None:
    assert same_description("a Venezuelan official", "Venezuelan official who asked not to be named") is False
    assert same_description("a Venezuelan official", "an unnamed Venezuelan official")
    assert not same_description("a source", "an unnamed person")
    assert telling_words("an unnamed source") == ("source",)
    assert plain("MAIQUETÍA") == "maiquetia"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norway's coastguard", "the Norwegian coastguard", True),
        ("Russia's Defense Ministry", "the Russian Ministry of Defence", True),
        ("U.S. State Department", "US State Department", True),
        ("the Chinese navy", "China's navy", True),
        ("Acme", "Acme Shipping", True),
        ("Austrian army", "Australian army", False),
        ("Niger's army", "the Nigerian army", False),
        ("Iranian army", "Iraqi army", False),
        ("Ivan Petrov", "Ivan Petrovsky", False),
    ],
)
def test_bodies(one: str, other: str, same: bool) -> None:
    assert (same_name(one, other) is not None) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yousef al-Hariri", "Yusuf Hariri"),
        ("Andrii Koval", "Andrey Koval"),
        ("Mykola Azarov", "Nikolai Azarov"),
        ("USGS", "U.S. Geological Survey"),
        ("World Health Organization", "WHO"),
    ],
)
def test_given_names_in_other_languages_and_initials(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hassan Hariri", "Hussein Hariri"), ("USGS", "Union of Swedish Glaziers"), ("Ada", "A. Dean A.")],
)
def test_names_and_initials_that_are_others(one: str, other: str) -> None:
    assert same_name(one, other) is None
