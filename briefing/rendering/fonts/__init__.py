"""The fonts that travel with the package, their licence (OFL.txt), their metrics, and how they were made."""
