package dev.comfymesh.simulator;

import java.nio.file.Path;

/** Where one node of the process is: its name, its port (0 for a free one) and its directory. */
record Place(String name, int port, Path directory) {}
