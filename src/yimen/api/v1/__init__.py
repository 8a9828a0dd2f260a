"""Version 1 of the API: what stands here is kept until a version 2 has lived beside it for a year."""
