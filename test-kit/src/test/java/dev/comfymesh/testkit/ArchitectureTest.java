package dev.comfymesh.testkit;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** The form in which a service obeys the rules. */
@AnalyzeClasses(packages = "dev.comfymesh.testkit.planted.kept")
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
}
