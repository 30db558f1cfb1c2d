package dev.latchkey.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;

@AnalyzeClasses(packages = "dev.latchkey.broker", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  private static final String ROOT = "dev.latchkey.broker.";

  @ArchTest
  static final ArchRule theDomainKnowsNoTransportStoreOrLibrary =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "session..", ROOT + "relay..", ROOT + "ledger..", ROOT + "limit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "http..",
              ROOT + "live..",
              ROOT + "store..",
              ROOT + "config..",
              "io.helidon..",
              "com.nimbusds..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule transportsReachStoresOnlyThroughTheDomain =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "http..", ROOT + "live..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "store..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyButMainSeesApp =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.latchkey\\.broker\\.(App(\\$.*)?|Main)")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.latchkey\\.broker\\.App(\\$.*)?")
          .allowEmptyShould(true);

  /// What commands do, no broker does.
  @ArchTest
  static final ArchRule nobodyButMainSeesTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "Main")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "cli..");

  /// A37: there is nothing that an input could make the broker ask. Commands are no broker.
  @ArchTest
  static final ArchRule onlyTheWitnessClientMakesRequests =
      noClasses()
          .that()
          .haveNameNotMatching(
              "dev\\.latchkey\\.broker\\.(witness\\.WitnessClient(\\$.*)?|cli\\..*)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "javax.naming..", "io.helidon.webclient..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Socket|URLConnection|HttpURLConnection)")
          .orShould()
          .callMethod(URL.class, "openStream")
          .orShould()
          .callMethod(URL.class, "openConnection");
}
