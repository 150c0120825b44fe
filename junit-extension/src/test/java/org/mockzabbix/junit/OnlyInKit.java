package org.mockzabbix.junit;

import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves the static nested test classes to the tests that run them with {@link Kit}, whatever
 * pattern a build or an IDE looks for tests with: run twice at the same time, they would fill one
 * static field for two. JUnit finds this in {@code META-INF/services}; the kit asks no filter.
 */
public final class OnlyInKit implements PostDiscoveryFilter {

  /** JUnit asks for classes too, but removes only what has nothing left in it. */
  @Override
  public FilterResult apply(TestDescriptor found) {
    return FilterResult.includedIf(
        withParents(found).map(TestDescriptor::getSource).noneMatch(OnlyInKit::isStaticNested),
        () -> "is a test",
        () -> "is run by the test class around it");
  }

  private static Stream<TestDescriptor> withParents(TestDescriptor found) {
    return Stream.iterate(
        found, Objects::nonNull, descriptor -> descriptor.getParent().orElse(null));
  }

  private static boolean isStaticNested(Optional<TestSource> source) {
    return source
        .filter(ClassSource.class::isInstance)
        .map(of -> ((ClassSource) of).getJavaClass())
        .filter(type -> type.isMemberClass() && Modifier.isStatic(type.getModifiers()))
        .isPresent();
  }
}
