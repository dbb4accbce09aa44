"""A recoloring on its way from an attachment to a reply, durable."""
