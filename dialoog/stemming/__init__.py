"""Stickers: rounds, ballots, tally. How secrecy is kept stands in `docs/geheim.md`."""
