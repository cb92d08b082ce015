"""Towns that the pin button offers: INEI, census 2017, coordinates rounded to four decimals."""

from __future__ import annotations

TOWNS = (
    {"name": "Huanta, Ayacucho", "latitude": "-12.9394", "longitude": "-74.2480"},
    {"name": "Puquio, Ayacucho", "latitude": "-14.6941", "longitude": "-74.1245"},
    {"name": "Cusco", "latitude": "-13.5193", "longitude": "-71.9768"},
    {"name": "Huancavelica", "latitude": "-12.7870", "longitude": "-74.9713"},
    {"name": "Puno", "latitude": "-15.8403", "longitude": "-70.0281"},
    {"name": "Iquitos, Loreto", "latitude": "-3.7481", "longitude": "-73.2441"},
    {"name": "Tarapoto, San Martín", "latitude": "-6.4894", "longitude": "-76.3602"},
    {"name": "Chota, Cajamarca", "latitude": "-6.5597", "longitude": "-78.6470"},
    {"name": "Ica", "latitude": "-14.0636", "longitude": "-75.7293"},
    {"name": "Lima", "latitude": "-12.0453", "longitude": "-77.0309"},
)
