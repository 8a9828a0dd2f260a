"""Floor 0: the policy and the law as pure functions and frozen values, standard library only."""
