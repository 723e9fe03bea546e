"""The benchmarks: `make bench` runs them, and prints one table. All load stays on loopback, and ends by itself."""
