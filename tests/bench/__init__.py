"""The benchmarks: `make bench` runs them and prints a table of ratios. All load stays on loopback, and ends by itself."""
