"""Compile what archives hold in Python, so that pages need not do it at every start."""
