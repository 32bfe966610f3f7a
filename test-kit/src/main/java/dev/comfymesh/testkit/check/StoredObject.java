package dev.comfymesh.testkit.check;

/** What lies in the object store under a key; width and height are 0 for what does not decode as a picture. */
public record StoredObject(long bytes, String sha256, int width, int height) {}
