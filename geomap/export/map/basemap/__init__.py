"""The outlines under the map: ``build.py`` makes ``basemap.json`` from the sources in ``labels.toml``."""
