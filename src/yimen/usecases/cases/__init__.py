"""Cases: from a draft on a phone to a decision in the applicant's hand."""
