"""What customers go through beside the work: what they feel, what they are promised, where they wait and hear nothing."""
