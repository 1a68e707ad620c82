"""Run snippets of JavaScript and Python in real engines."""
