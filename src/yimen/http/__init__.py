"""What every door that speaks HTTP shares: limits, addresses, request ids, and how a refusal is worded."""
