"""What is told: triggers to acts, by which means, and whether it happened."""
