"""The map that tells the truth: units side by side, their trend, what is late today, a page for leaders."""
