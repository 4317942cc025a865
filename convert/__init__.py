"""Kanben: a scraped forum thread that carries an official report becomes a printed edition of that report."""

__version__ = "0.1.0"
