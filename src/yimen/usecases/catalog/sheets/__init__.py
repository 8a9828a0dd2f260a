"""Lists from elsewhere: brought as a file, mapped, planned, mended, confirmed into drafts; and lists out."""
