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
 * Excludes static nested test classes, which only the tests around them run, by {@link Kit}. If a
 * build or an IDE ran them too, two runs would use one static field at the same time. JUnit loads
 * this filter from {@code META-INF/services}; the kit does not use filters.
 */
public final class OnlyInKit implements PostDiscoveryFilter {

  /** JUnit filters classes as well, but removes only those without tests. */
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
