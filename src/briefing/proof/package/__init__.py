"""What makes PowerPoint offer to repair a deck, and what a package gives away."""
