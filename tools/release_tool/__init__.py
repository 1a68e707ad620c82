"""Plan, make and publish releases of the workspace's distributions."""
