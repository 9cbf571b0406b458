"""What the site costs, as ratios: `python3 dev.py bench`, docs/benchmarks.md."""
