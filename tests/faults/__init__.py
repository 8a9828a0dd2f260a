"""The installation as a whole when the machine fails it: killed, full, set back, restored."""
