"""geomap: honest maps from war reporting."""
