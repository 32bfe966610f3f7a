package dev.comfymesh.router.app;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;

/** A target as an operator describes it. */
public record TargetSpec(
        String targetId, TargetKind kind, TargetContract contract, String url, int slots, long microsPerHour) {}
