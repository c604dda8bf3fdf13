"""One folder a question: its arithmetic, sentences, tables and charts, and the parameters that it alone takes."""
