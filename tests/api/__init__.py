"""The API, called as programs call it."""
