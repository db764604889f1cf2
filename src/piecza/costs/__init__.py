"""What a month costs: benefits by rates, facilities by averages, and a family's costs among its children."""
