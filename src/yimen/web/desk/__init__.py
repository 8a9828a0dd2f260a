"""The desk of clerks, reviewers and approvers."""
