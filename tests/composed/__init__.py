"""Made-up threads: an invented report, set into any template, body form, noise and damage, with what must come out of it."""
