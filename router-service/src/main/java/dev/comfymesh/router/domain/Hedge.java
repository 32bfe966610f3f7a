package dev.comfymesh.router.domain;

/**
 * Why a candidate is there: to run beside another that takes too long, wherever that does not run. It has one attempt.
 *
 * @param candidateId the other
 * @param mostMicros what that attempt may cost at most
 */
public record Hedge(String candidateId, long mostMicros) {}
