package io.gatehouse.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Who may import whom (design.md §2), for the main classes of a module:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.gatehouse.orders", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  private static final List<String> SERVICES = List.of("auth", "orders", "admin");

  private ArchitectureRules() {}

  @ArchTest
  static void servicesNeverImportServices(JavaClasses classes) {
    for (String service : SERVICES) {
      for (String other : SERVICES) {
        if (!other.equals(service)) {
          independent("io.gatehouse." + service + "..", "io.gatehouse." + other + "..")
              .check(classes);
        }
      }
    }
  }

  @ArchTest
  static void guardImportsNoService(JavaClasses classes) {
    for (String service : SERVICES) {
      independent("io.gatehouse.guard..", "io.gatehouse." + service + "..").check(classes);
    }
  }

  @ArchTest
  static void nothingInProductionKnowsTheTestkit(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.gatehouse.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gatehouse.testkit..", "io.gatehouse.e2e..", "org.junit..")
        .allowEmptyShould(true)
        .check(classes);
  }

  /** Packages are named for what they are about, never for a layer. */
  @ArchTest
  static final ArchRule noPackageIsALayer =
      noClasses()
          .should()
          .resideInAnyPackage(
              "io.gatehouse..util..",
              "io.gatehouse..utils..",
              "io.gatehouse..common..",
              "io.gatehouse..dto..",
              "io.gatehouse..impl..",
              "io.gatehouse..helper..",
              "io.gatehouse..service..",
              "io.gatehouse..controller..",
              "io.gatehouse..model..")
          .allowEmptyShould(true);

  /** Everything behind the edge takes a {@code Caller}: it knows no token and no cookie. */
  @ArchTest
  static final ArchRule onlyTheEdgeReadsCredentials =
      noClasses()
          .that()
          .resideInAPackage("io.gatehouse.orders..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jose4j..", "io.vertx.ext.web..", "io.gatehouse.guard.jwt..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.ws.rs.CookieParam")
          .allowEmptyShould(true);

  /** Each package opens with its promise, and null is said where it may be. */
  @ArchTest
  static final ArchRule everyPackageOpensWithItsPromise =
      classes()
          .that(DescribedPredicate.describe("are ours", ArchitectureRules::isOurs))
          .should(resideInAMarkedPackage())
          .allowEmptyShould(true);

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("io.gatehouse") && !type.isAnonymousClass();
  }

  private static ArchCondition<JavaClass> resideInAMarkedPackage() {
    return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        if (!marked) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " has no package-info with @NullMarked"));
        }
      }
    };
  }

  private static ArchRule independent(String from, String to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(to)
        .allowEmptyShould(true);
  }
}
