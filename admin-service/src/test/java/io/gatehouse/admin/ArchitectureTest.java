package io.gatehouse.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehouse.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "io.gatehouse.admin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

  /** The session knows neither the login nor a page: it could be lifted out as it is. */
  @ArchTest
  static final ArchRule sessionStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.gatehouse.admin.session")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gatehouse.admin.login..",
              "io.gatehouse.admin.page..",
              "io.gatehouse.admin.partner..",
              "io.gatehouse.admin.authservice..",
              "io.quarkus.oidc..");

  @ArchTest
  static final ArchRule packagesDoNotGoInCircles =
      slices().matching("io.gatehouse.admin.(*)..").should().beFreeOfCycles();
}
