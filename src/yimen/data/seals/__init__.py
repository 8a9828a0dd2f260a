"""The register of the physical seal."""
