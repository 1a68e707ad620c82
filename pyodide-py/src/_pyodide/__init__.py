"""What Python needs before the bridge to JavaScript is there: standard library only."""
