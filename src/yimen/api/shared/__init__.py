"""What every version of the API shares: who calls, what a call declares, how it is refused."""
