"""Who takes notes: joins by a link of the begeleider, types ideas, cards and notes, and steers nothing."""
