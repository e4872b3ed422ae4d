"""Every screen of the app, from the table of routes and the states of an evening: to picture, to measure, to check."""
