package io.gatehouse.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "io.gatehouse.orders", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

  /**
   * Object-level authorisation is in one place (OWASP API1): nobody else decides by a role; the
   * catalog has its own.
   */
  @ArchTest
  static final ArchRule onlyThePolicyAsksForRoles =
      noClasses()
          .that()
          .doNotHaveSimpleName("OrderPolicy")
          .and()
          .doNotHaveSimpleName("CatalogPolicy")
          .should()
          .callMethod(Caller.class, "hasRole", String.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.annotation.security.RolesAllowed");

  @ArchTest
  static final ArchRule packagesDoNotGoInCircles =
      slices().matching("io.gatehouse.orders.(*)..").should().beFreeOfCycles();
}
