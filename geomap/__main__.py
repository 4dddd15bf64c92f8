"""``python -m geomap`` is the command ``geomap``."""

from geomap.cli import main

if __name__ == "__main__":
    main()
