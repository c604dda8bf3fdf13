"""Reports made on the machines of a Dask cluster; optional."""
