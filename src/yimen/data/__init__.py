"""Floor 1: what is stored, as Django models with named constraints; one app per noun."""
