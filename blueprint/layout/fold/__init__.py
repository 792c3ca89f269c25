"""Wide pictures, cut into parts and spread over pages."""
