"""Cases with their steps, intervals, materials, papers and drafts."""
