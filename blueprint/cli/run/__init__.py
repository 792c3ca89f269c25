"""What commands share: their files, outputs, configuration and messages."""
