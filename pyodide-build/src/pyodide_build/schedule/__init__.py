"""Build many recipes: what needs what, what is there already, where and when each is built."""
