"""From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number right and sourced."""
