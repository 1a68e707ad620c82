"""Virtual environments whose Python is the runtime."""
