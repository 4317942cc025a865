"""Many documents: what to make (inputs), what is up to date (store), making one (task), making many (engines), telling of it (index).

What goes in are paths and options; what comes out is the output folder and a `Result` for each thread.
"""
