package io.fintrans;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fintrans.ArchitectureTable.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages are the boundaries of this system; this test is their guard. */
class ArchitectureTest {
    private static final String ROOT = "io.fintrans";
    private static final List<String> STREAMS_HOOKS =
            List.of(ROOT + ".streams.FlushedStore", ROOT + ".streams.JournaledStore");
    private static final String[] NOUNS = {
        ROOT + ".transaction..",
        ROOT + ".format..",
        ROOT + ".alert..",
        ROOT + ".casework..",
        ROOT + ".topic..",
        ROOT + ".timeseries..",
        ROOT + ".packed..",
        ROOT + ".accepted..",
        ROOT + ".exchange.."
    };
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void tellsTheSameStoryInTheDocumentAndInTheTest() {
        assertThat(ArchitectureTable.inDocument()).isEqualTo(ArchitectureTable.rows());
    }

    @Test
    void givesEveryPackageARowAndEveryRowAPackage() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            packages.add(packageOf(each));
        }
        packages.remove("");

        assertThat(packages).isEqualTo(ArchitectureTable.rows().keySet());
    }

    @Test
    void letsAPackageUseOnlyWhatItsRowNames() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            Row row = ArchitectureTable.rows().get(packageOf(each));
            each.getDirectDependenciesFromSelf().stream()
                    .filter(dependency ->
                            dependency.getTargetClass().getPackageName().startsWith(ROOT))
                    .filter(dependency -> row != null && !row.allows(packageOf(dependency.getTargetClass())))
                    .forEach(dependency -> violations.add(dependency.getDescription()));
        }

        assertThat(violations).as("uses that ARCHITECTURE.md does not allow").isEmpty();
    }

    @Test
    void letsNoPackagesUseEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsRulesPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".detector.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "kafka..",
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "picocli..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void keepsKafkaStreamsWhereStagesRunOnIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".streams..",
                        ROOT + ".detector..",
                        ROOT + ".network",
                        ROOT + ".network.state",
                        ROOT + ".volume..",
                        ROOT + ".benchmark..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(CLASSES);
    }

    @Test
    void keepsTheInternalsOfStreamsInTheStoresThatCommitCalls() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are not " + STREAMS_HOOKS) {
                    @Override
                    public boolean test(JavaClass each) {
                        return STREAMS_HOOKS.stream()
                                .noneMatch(hook -> each.getName().equals(hook)
                                        || each.getName().startsWith(hook + "$"));
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.streams.processor.internals..", "org.apache.kafka.streams.state.internals..")
                .check(CLASSES);
    }

    @Test
    void keepsTheInternalsOfTheBrokerInItsHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "kafka..",
                        "scala..",
                        "org.apache.kafka.server..",
                        "org.apache.kafka.metadata..",
                        "org.apache.kafka.storage..",
                        "org.apache.kafka.raft..",
                        "org.apache.kafka.controller..",
                        "org.apache.kafka.image..",
                        "org.apache.kafka.coordinator..",
                        "org.apache.kafka.network..",
                        "org.apache.kafka.tools..")
                .check(CLASSES);
    }

    @Test
    void readsTheWallClockOnlyInTheHostThatInjectsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("reads the wall clock") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return readsWallClock(access.getTarget());
                    }
                })
                .check(CLASSES);
    }

    private static boolean readsWallClock(AccessTarget target) {
        boolean withoutClock = target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
        return switch (target.getOwner().getName()) {
            case "java.lang.System" -> target.getName().equals("currentTimeMillis");
            case "java.time.Clock" -> target.getName().startsWith("system");
            case "java.util.Date" -> target.getName().equals("<init>") && withoutClock;
            default ->
                target.getOwner().getPackageName().equals(Instant.class.getPackageName())
                        && target.getName().equals("now")
                        && withoutClock;
        };
    }

    @Test
    void keepsMoneyExact() {
        Set<String> inexact = new TreeSet<>();
        DescribedPredicate<JavaClass> handlesMoney = JavaClass.Predicates.resideInAnyPackage(NOUNS)
                .or(JavaClass.Predicates.resideInAPackage(ROOT + ".detector.."));
        for (JavaClass each : CLASSES.that(handlesMoney)) {
            for (JavaField field : each.getFields()) {
                if (FLOATING.contains(field.getRawType().getName())) {
                    inexact.add(field.getFullName());
                }
            }
            for (JavaCodeUnit unit : each.getCodeUnits()) {
                if (FLOATING.contains(unit.getRawReturnType().getName())
                        || unit.getRawParameterTypes().stream().anyMatch(type -> FLOATING.contains(type.getName()))) {
                    inexact.add(unit.getFullName());
                }
            }
        }

        assertThat(inexact).as("double and float where money is").isEmpty();
    }

    @Test
    void namesClassesAfterWhatTheyAre() {
        noClasses()
                .should(new ArchCondition<JavaClass>("have a name that says nothing") {
                    @Override
                    public void check(JavaClass each, ConditionEvents events) {
                        boolean saysNothing = each.getSimpleName().matches(".*(Utils?|Helper|Manager|Impl)");
                        events.add(new SimpleConditionEvent(each, saysNothing, each.getName()));
                    }
                })
                .check(CLASSES);
    }

    private static String packageOf(JavaClass each) {
        String name = each.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
