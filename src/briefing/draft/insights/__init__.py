"""A dataset → what it says: insights with their scores, the numbers behind them and the claims that state them."""
