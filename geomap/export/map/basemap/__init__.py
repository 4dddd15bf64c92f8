"""The outlines under the map: ``basemap.json`` is made by ``build.py`` from the sources that ``labels.toml`` names."""
