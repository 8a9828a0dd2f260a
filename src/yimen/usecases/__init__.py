"""Floor 2: verbs (actions) and questions (queries): permission, transaction, journal."""
