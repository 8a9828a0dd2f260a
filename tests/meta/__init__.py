"""The house itself under test: floors, words, sizes, and every action, query and page by a registry."""
