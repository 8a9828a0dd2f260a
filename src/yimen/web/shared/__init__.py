"""What every page shares: who asks, limits, refusals, the frame and the look."""
