"""Everything outside Python and the database: each gateway is a Protocol, a real adapter and a fake."""
