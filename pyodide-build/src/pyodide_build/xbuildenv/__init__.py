"""The cross-build environment: what a build needs of the target."""
