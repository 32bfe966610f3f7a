package dev.comfymesh.executor.domain;

import java.net.URI;

/** A self-hosted ComfyUI node as the router defined it. */
public record Target(String id, URI url, int slots) {}
