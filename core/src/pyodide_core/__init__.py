"""The built runtime, and the commands that run Python in it and serve it."""
