"""消费者 The pages of a person about what was bought in their own name."""
