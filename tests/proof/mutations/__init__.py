"""Changes of finished files, made as a hand or another program would make them."""
