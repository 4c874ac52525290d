"""One round in a process of its own, to be killed in the middle: says what it does, a line at a time.

PYTHONPATH=tests python tests/watch/program.py LIBRARY PORT_OF_THE_WEB
"""

import sys
from pathlib import Path

from gather.local_web import Detour, resolve

from secondsource.gather.web import Outside
from secondsource.intake.fetch import GuardedTransport
from secondsource.settings import Limits
from secondsource.watch.rounds import Means, Rounds
from watch.news import NOW


def main() -> None:
    folder, port = sys.argv[1:]
    outside = Outside(lambda: NOW, lambda: 0.0, GuardedTransport(Detour(int(port))), resolve)
    means = Means(lambda: NOW, outside, Limits(delay=0.1, seconds=120.0))
    Rounds(Path(folder), means, progress=lambda line: print(line, flush=True)).one()


if __name__ == "__main__":
    main()
