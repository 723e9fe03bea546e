"""What is told as it happens: rows kept ready, one hub per process, a socket per page, and hints between processes."""
