package io.gatehouse.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.gatehouse.admin.page.FreshLogin;
import io.gatehouse.testkit.ArchitectureRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import java.util.Set;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.gatehouse.admin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Set<String> OF_ONES_OWN =
      Set.of("LoginPages.logout", "OwnSessionPages.end", "BackChannelLogout.logout");

  /**
   * They let nobody in and turn nobody away; or they ask for a fresh login in a way of their own.
   */
  private static final Set<String> WITHOUT_A_FRESH_LOGIN =
      Set.of(
          "PartnerPages.create",
          "PartnerPages.change",
          "KeyLimitPages.save",
          "WebhookPages.turn",
          "WebhookPages.replay",
          "ImportPages.take");

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

  /** Support looks at all and changes nothing, whichever page comes next. */
  @ArchTest
  static final ArchRule onlyAdministratorsChangeWhatIsNotTheirOwn =
      methods()
          .that()
          .areAnnotatedWith(POST.class)
          .and()
          .areDeclaredInClassesThat()
          .areNotInterfaces()
          .should(
              new ArchCondition<>("be for the role admin alone, or about one's own login") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  Set<String> roles =
                      Stream.of(method.getAnnotations(), method.getOwner().getAnnotations())
                          .flatMap(Set::stream)
                          .filter(a -> a.getRawType().isEquivalentTo(RolesAllowed.class))
                          .findFirst()
                          .map(a -> Set.of((String[]) a.get("value").orElseThrow()))
                          .orElse(Set.of());
                  String name = method.getOwner().getSimpleName() + "." + method.getName();
                  if (!roles.equals(Set.of("admin")) && !OF_ONES_OWN.contains(name)) {
                    events.add(SimpleConditionEvent.violated(method, name + " allows " + roles));
                  }
                }
              });

  /** An unattended screen can do nothing dangerous, whichever act comes next. */
  @ArchTest
  static final ArchRule changesAskForAFreshLoginUnlessTheyAreNamedHere =
      methods()
          .that()
          .areAnnotatedWith(POST.class)
          .and()
          .areDeclaredInClassesThat()
          .areNotInterfaces()
          .and()
          .areNotAnnotatedWith(FreshLogin.class)
          .should(
              new ArchCondition<>("be harmless, or about one's own login") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  String name = method.getOwner().getSimpleName() + "." + method.getName();
                  if (!WITHOUT_A_FRESH_LOGIN.contains(name) && !OF_ONES_OWN.contains(name)) {
                    events.add(SimpleConditionEvent.violated(method, name + " is not named"));
                  }
                }
              });

  @ArchTest
  static final ArchRule packagesDoNotGoInCircles =
      slices().matching("io.gatehouse.admin.(*)..").should().beFreeOfCycles();
}
