package dev.comfymesh.executor.adapter.comfyui;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How one node wants to be spoken to: the headers that go with every request, and whose certificates are believed. What it holds
 * is secret, so it never shows it.
 *
 * @param trustCertificate a PEM file with what the node's certificate must be signed by, instead of what this machine trusts
 * @param trustAll believes any certificate, under any name: for development
 */
public record Access(Map<String, String> headers, Optional<Path> trustCertificate, boolean trustAll) {
    public static final Access PLAIN = new Access(Map.of(), Optional.empty(), false);

    public Access {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Access[" + headers.size() + " headers]";
    }
}
