"""The uitwisselbestand: a dialogue as one JSON file, in and out (docs/uitwisselbestand.md)."""
