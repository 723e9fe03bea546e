"""The setup file: everything that people decide about an installation, as TOML (contract: The setup file)."""
