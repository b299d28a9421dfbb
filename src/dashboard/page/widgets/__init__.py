"""What several views are made of: charts, tables behind them, names."""
