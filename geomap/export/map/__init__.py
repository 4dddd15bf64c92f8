"""The map page: one HTML file, drawn by Folium and Leaflet, that opens without internet.

``columns`` and ``payload`` turn events into compact JSON, ``shapes`` turns areas into lines of integers,
``assets`` gathers Leaflet and the page's own JavaScript and CSS, ``page`` is the Folium map that carries
them. The way in is ``geomap.export.html``.
"""
