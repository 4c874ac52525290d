"""What can go wrong, by what a caller would do about it.

SecondsourceError
├── InputError          the input cannot be used: give another, or mend it
│   └── FetchError      an address cannot be read, or must not be
│       └── NoAnswer    nobody answered: trying again may help
└── LibraryError        the library cannot be used: it is missing, locked, damaged, or its disk is full

Every message is one line that says what is wrong and what to do.
"""


class SecondsourceError(Exception):
    """The base of all errors raised on purpose."""


class InputError(SecondsourceError):
    """The input cannot be used."""


class FetchError(InputError):
    """An address cannot be read, or must not be."""


class NoAnswer(FetchError):
    """No server answered, or not in time: trying again may help."""


class LibraryError(SecondsourceError):
    """The library cannot be used."""
