"""The pages under `/settings/`: for administrators alone, but for the capabilities, which the whole floor may read."""
