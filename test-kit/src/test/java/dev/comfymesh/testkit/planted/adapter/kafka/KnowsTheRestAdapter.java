package dev.comfymesh.testkit.planted.adapter.kafka;

import dev.comfymesh.testkit.planted.adapter.rest.HiddenMethod;

public record KnowsTheRestAdapter(HiddenMethod other) {}
