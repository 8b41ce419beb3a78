"""`./run bench`: lists the benchmarks; `./run bench NAME` runs one."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import django

#: What the benchmarks are made of.
_PARTS = {"__main__", "database", "filling", "measuring", "serving"}


def main() -> int:
    names = sorted(one.name for one in iter_modules([str(Path(__file__).parent)]) if one.name not in _PARTS)
    asked = sys.argv[1].replace("-", "_") if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if asked not in names:
        for name in names:
            about = (import_module(f"benchmarks.{name}").__doc__ or "").partition("\n")[0]
            print(f"./run bench {name.replace('_', '-'):22} {about}")
        return 2 if asked else 0
    return int(import_module(f"benchmarks.{asked}").main(sys.argv[2:]) or 0)


if __name__ == "__main__":
    sys.exit(main())
