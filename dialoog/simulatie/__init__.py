"""Simulated phones: people who join and do what the live werkvorm asks, over HTTP and the socket as real phones do."""
