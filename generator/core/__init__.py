"""What is said to people, and the smallest things all rooms share."""
