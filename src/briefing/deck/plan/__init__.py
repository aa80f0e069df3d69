"""Document → slides with every box placed and every text measured; no python-pptx here."""
