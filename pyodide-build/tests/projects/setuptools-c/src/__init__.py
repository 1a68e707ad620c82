from setuptools_c.native import place, twice

__all__ = ["place", "twice"]
