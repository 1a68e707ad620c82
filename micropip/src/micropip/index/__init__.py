"""Package indexes: their pages (PEP 503, PEP 691, JSON API), and asking for them."""
