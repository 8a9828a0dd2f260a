"""The demo world: sample people, dossiers and cases of 沧县."""
