package dev.comfymesh.scoring.adapter.rest;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** Candidates that people have judged, by their ids. */
public record NewExamples(
        @NotEmpty @Size(max = 2_000) Set<String> good,
        @NotEmpty @Size(max = 2_000) Set<String> bad) {}
