"""Oplossingen, their eigenaren and trekker, and the voorstelkaarten."""
