"""The scoring models M1 to M12, one module each; what they have in common is mean and outcome."""
