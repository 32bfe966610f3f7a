package dev.comfymesh.testkit.planted.app;

import dev.comfymesh.testkit.planted.adapter.kafka.KnowsTheRestAdapter;

record KnowsItsAdapter(KnowsTheRestAdapter adapter) {}
