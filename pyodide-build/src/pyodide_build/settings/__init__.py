"""What is built with: the target, and what the user may change."""
