package dev.comfymesh.executor.domain;

import java.net.URI;

/** A self-hosted ComfyUI node as the router defined it; a removed one stays until what runs there has ended. */
public record Target(String id, URI url, int slots, boolean removed) {
    public Target(String id, URI url, int slots) {
        this(id, url, slots, false);
    }
}
