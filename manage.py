#!/usr/bin/env python
"""Django's command line, with the usual failures of a first start told in one line."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - Django itself would start on 3.10
    sys.exit(f"Error: Sayso needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from django.core.management import execute_from_command_line

from config.failures import MENDABLE, in_one_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except MENDABLE as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(in_one_line(problem))


if __name__ == "__main__":
    main()
