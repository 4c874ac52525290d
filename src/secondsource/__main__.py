"""``python -m secondsource`` is the command ``secondsource``."""

import sys

from secondsource.cli import main

sys.exit(main())
