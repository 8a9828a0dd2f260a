"""Figures from the work: counted at the leaves, added up the tree, each open to its rows."""
