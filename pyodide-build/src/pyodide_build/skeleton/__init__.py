"""Write recipes for packages of the index, and bring them up to date."""
