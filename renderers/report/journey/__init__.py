"""The report on the customer's journey."""
