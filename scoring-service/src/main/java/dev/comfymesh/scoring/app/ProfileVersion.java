package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Profile;

/**
 * A version of a profile with the document that says it; it never changes.
 *
 * @param shipped whether it came with this service, not from an operator
 */
public record ProfileVersion(Profile profile, String document, boolean shipped) {}
