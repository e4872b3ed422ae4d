"""The evening: door and code, joining, presence, draaiboek, which step is live."""
