"""How sure each way of descent is: the probabilities of links, all in one place.

What a text says of itself ("Mayorca wrote", "(Reuters)") is documented and has probability 1. That a passage was copied
has the likelihood that the model of ``copies`` gives. ``bench/certainty.py`` sets these against labelled pairs and a
simulated world; the rest was set by hand, and ``docs/method.md`` says which, and why.
"""

from __future__ import annotations

# Made: likelier than not, so the passages are one line.
RELAYED = 0.95  # cites an outlet whose own report, no later, says from whom it has the matter
SHARED_MISTAKE = 0.95  # has a name, office or figure wrongly as only the parent and few have it
SPELLED = 0.95  # two forms or spellings of one name
SPEAKS = 0.9  # a spokesman, and the body spoken for
INTRODUCED = 0.85  # described in the passage, and named elsewhere in its report
BESIDE = 0.9  # cites nobody here; its report cites somebody for the matter elsewhere
SAME_TOLD = 0.9  # undisclosed sources of one description, to one outlet
REPEATED_UNSAID = 0.9  # gives a telling detail that an outlet gave, no later, without saying how it knows
ONE_NEWSROOM = 0.8  # two outlets that one desk supplies, of which neither says how it knows
SAID = 0.9  # names no source, and quotes the words that a source says elsewhere
SAME_WORDS = 0.8  # sources, of whom one at least is not named or is a body, in whose mouths the same words stand
REPEATED = 0.75  # gives a telling detail that a source gave before
FITS = 0.7  # a description that fits somebody named
ALIKE = 0.6  # undisclosed sources of one description, to two outlets

# Not made: two lines, but perhaps they are one.
NOBODY = 0.7  # what names no source, after others had reported it
UNSAID = 0.3  # an outlet or agency that does not say how it knows, after others had reported it
ONE_OWNER = 0.4  # two outlets of one owner, of which neither says how it knows
UNDISCLOSED = 0.3  # undisclosed sources whose descriptions differ
