"""Facts worked out from a Blueprint, for checks, reports and registers alike."""
