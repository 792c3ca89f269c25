"""What is measured, aimed at and planned."""
