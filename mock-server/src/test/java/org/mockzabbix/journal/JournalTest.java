package org.mockzabbix.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.JournalSource;

/** A test can read the journal and wait for it to change, but neither erase nor forge anything. */
class JournalTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        MockZabbixServer.class,
        MockZabbixCluster.class,
        MockAgent.class,
        JournalSource.class
      })
  void isReadOnlyWhereverItIsReturned(Class<?> face) throws NoSuchMethodException {
    Class<?> journal = face.getMethod("journal").getReturnType();

    Stream<String> changing =
        Arrays.stream(journal.getMethods())
            .filter(method -> isVoid(method) || Set.of("add", "note").contains(method.getName()))
            .filter(method -> method.getDeclaringClass() != Object.class)
            .map(Method::getName);
    assertEquals(List.of(), changing.toList());
  }

  private static boolean isVoid(Method method) {
    return method.getReturnType() == void.class;
  }

  @Test
  void exchangesAreReadOnly() {
    assertEquals(
        List.of(), Arrays.stream(Exchange.class.getMethods()).filter(JournalTest::isVoid).toList());
  }
}
