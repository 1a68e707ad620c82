"""What happens to a wheel after its backend has made it."""
