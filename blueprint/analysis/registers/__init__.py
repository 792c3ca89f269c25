"""The registers: tables that teams keep, with ids that stay."""
