"""What the pages under `/settings/` print, where that takes more than the rows themselves. Pure."""
