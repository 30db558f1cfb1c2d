package dev.latchkey.crypto;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.latchkey.crypto.token.BrokerKey;
import dev.latchkey.crypto.token.KeyRing;
import dev.latchkey.crypto.token.TokenSigner;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "dev.latchkey.crypto", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule timeIsAParameter =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethodWhere(readsTheSystemClock());

  @ArchTest
  static final ArchRule nothingIsLogged =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.System$Logger");

  @ArchTest
  static final ArchRule noFilesAndNoNetwork =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)");

  @ArchTest
  static final ArchRule librariesStayOutOfPublicSignatures =
      classes()
          .that()
          .arePublic()
          .should(showNoneOf(resideInAnyPackage("com.nimbusds..", "org.bouncycastle..")));

  @ArchTest
  static final ArchRule brokerKeysSignTokensAndNothingElse =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(TokenSigner.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(KeyRing.class.getName())
          .should()
          .callMethod(BrokerKey.class, "signingKey")
          .orShould()
          .callMethod(KeyRing.class, "signingKey");

  private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
    return JavaAccess.Predicates.target(HasName.Predicates.name("now"))
        .and(
            JavaAccess.Predicates.target(
                HasOwner.Predicates.With.<JavaClass>owner(resideInAPackage("java.time.."))))
        .as("read the system clock");
  }

  private static ArchCondition<JavaClass> showNoneOf(DescribedPredicate<JavaClass> library) {
    return new ArchCondition<>("show no type that %s", library.getDescription()) {
      @Override
      public void check(JavaClass shown, ConditionEvents events) {
        shownTypes(shown)
            .filter(library)
            .map(type -> shown.getName() + " shows " + type.getName())
            .distinct()
            .forEach(line -> events.add(SimpleConditionEvent.violated(shown, line)));
      }
    };
  }

  private static Stream<JavaClass> shownTypes(JavaClass shown) {
    var supertypes =
        Stream.concat(shown.getAllRawSuperclasses().stream(), shown.getAllRawInterfaces().stream());
    var members =
        shown.getMembers().stream().filter(ArrowsTest::isShown).flatMap(ArrowsTest::types);
    return Stream.concat(supertypes, members);
  }

  private static boolean isShown(HasModifiers member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> types(JavaMember member) {
    var signature = member.getAllInvolvedRawTypes().stream();
    return member instanceof JavaCodeUnit unit
        ? Stream.concat(signature, unit.getExceptionTypes().stream())
        : signature;
  }
}
