"""Random legal histories of a case, family by family, held against the table, the clocks and the journal."""
