"""What `report` is made of: reading results, counting them, tables, charts, and putting them into a document."""
