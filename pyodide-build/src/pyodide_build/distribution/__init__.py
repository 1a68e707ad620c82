"""Make what recipes have made part of a distribution: its files, its list of packages."""
