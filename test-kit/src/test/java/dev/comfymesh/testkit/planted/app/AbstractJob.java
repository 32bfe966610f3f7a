package dev.comfymesh.testkit.planted.app;

interface AbstractJob {}
