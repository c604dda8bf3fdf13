"""How is the region doing? One page: the arc of the latest years, its size, what stands behind it, how sure it is."""
