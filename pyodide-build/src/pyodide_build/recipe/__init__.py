"""Recipes: folders with a `meta.yaml` that says how a package of the distribution is built."""
