"""The live channel: the only package that knows Socket.IO. HTTP writes, the socket pushes."""
