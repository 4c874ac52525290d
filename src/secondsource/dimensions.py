"""Units of measure: which of them measure the same thing, and how many of its base unit each is.

So that "60 miles" can be set against "97 km". The symbols are those of ``Quantity.unit``.
"""

from __future__ import annotations

# unit -> (dimension, how many base units it is). Months and years are mean Gregorian ones.
DIMENSIONS: dict[str, tuple[str, float]] = {
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "in": ("length", 0.0254),
    "ft": ("length", 0.3048),
    "yd": ("length", 0.9144),
    "mi": ("length", 1609.344),
    "nmi": ("length", 1852.0),
    "g": ("mass", 0.001),
    "kg": ("mass", 1.0),
    "t": ("mass", 1000.0),
    "ton": ("mass", 1000.0),  # English news writes it for the tonne, the short and the long ton alike
    "lb": ("mass", 0.45359237),
    "oz": ("mass", 0.028349523125),
    "s": ("duration", 1.0),
    "min": ("duration", 60.0),
    "h": ("duration", 3600.0),
    "day": ("duration", 86400.0),
    "week": ("duration", 604800.0),
    "month": ("duration", 2629746.0),
    "year": ("duration", 31556952.0),
    "km2": ("area", 1e6),
    "m2": ("area", 1.0),
    "mi2": ("area", 2589988.110336),
    "ft2": ("area", 0.09290304),
    "ha": ("area", 1e4),
    "acre": ("area", 4046.8564224),
    "l": ("volume", 1.0),
    "gal": ("volume", 3.785411784),
    "m3": ("volume", 1000.0),
    "ft3": ("volume", 28.316846592),
    "bbl": ("volume", 158.987294928),
    "km/h": ("speed", 1 / 3.6),
    "mph": ("speed", 0.44704),
    "kn": ("speed", 0.514444),
    "m3/s": ("flow", 1.0),
    "ft3/s": ("flow", 0.028316846592),
    "kW": ("power", 1e3),
    "MW": ("power", 1e6),
    "GW": ("power", 1e9),
    "kWh": ("energy", 1.0),
    "MWh": ("energy", 1e3),
    "degC": ("temperature", 1.0),
    "degF": ("temperature in Fahrenheit", 1.0),  # an offset lies between the two: a factor cannot convert them
    "%": ("share", 1.0),
    "percentage point": ("percentage points", 1.0),
    "basis point": ("percentage points", 0.01),
}
