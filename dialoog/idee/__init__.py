"""Ideas: capture, colour and choice."""
