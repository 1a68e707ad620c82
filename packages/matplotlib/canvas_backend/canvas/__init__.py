"""What the backend `canvas` consists of."""
