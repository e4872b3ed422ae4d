"""What the councils ask: dialoog, hoofdvraag, deelvragen, kaders, spelregels, belangen, gemeenten."""
