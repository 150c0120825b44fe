package org.mockzabbix.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;

/**
 * The API of the two libraries is the one in their {@code api.txt}; {@code -Dupdate} puts it there.
 */
class PublicApiTest {

  @Test
  void apiOfTheServerIsAsWritten() throws Exception {
    assertAsWritten(PublicApi.of(MockZabbixServer.class), Path.of("..", "mock-server", "api.txt"));
  }

  @Test
  void apiOfTheJUnitExtensionIsAsWritten() throws Exception {
    assertAsWritten(
        PublicApi.of(MockZabbixExtension.class), Path.of("..", "junit-extension", "api.txt"));
  }

  private static void assertAsWritten(PublicApi api, Path file) throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(file, api.toString(), UTF_8);
    }
    String written = Files.exists(file) ? Files.readString(file, UTF_8) : "";

    String differences = api.differencesFrom(written);
    assertTrue(
        differences.isEmpty(),
        () ->
            "the public API is not the one in "
                + file
                + ":\n"
                + differences
                + "\nIf that is meant, run this test with -Dupdate, and commit the file.");
    assertEquals(api.toString(), written);
  }

  @Test
  void everyFactIsALine() {
    PublicApi api =
        PublicApi.ofTypes(
            Shape.class, Shape.Circle.class, Shape.Colour.class, Shape.Marked.class, Box.class);

    assertEquals(
        """
        api.PublicApiTest.Box
          public abstract static class<T extends Comparable<? super T>> extends api.PublicApiTest.Base implements java.util.function.Function<T, @Nullable String>
          @Deprecated(since="0.2") public void put(T[]...) throws InterruptedException, java.io.IOException
          protected final <K> java.util.Map<K, ? extends java.util.List<@Nullable T>> map(int @Nullable [], K)
          protected new()
          public @Nullable String apply(T)
          public static final String UNIT = "ms"
          public void fromAbove()

        api.PublicApiTest.Shape
          public sealed interface permits api.PublicApiTest.Hidden, api.PublicApiTest.Shape.Circle
          public default int corners()
          public double area()
          public static final int LIMIT = 8

        api.PublicApiTest.Shape.Circle
          public record(@Nullable Double radius) implements api.PublicApiTest.Shape
          public double area()
          public new(int)

        api.PublicApiTest.Shape.Colour
          public enum
          BLUE
          RED

        api.PublicApiTest.Shape.Marked
          @Retention(value=RUNTIME) public @interface
          public Class<?>[] types() default {Object.class}
          public int value()
        """,
        api.toString());
  }

  @Test
  void differencesNameTheType() {
    PublicApi api = PublicApi.ofTypes(Shape.Colour.class);

    assertEquals(
        """
        - api.PublicApiTest.Shape.Colour: GREEN
        - api.PublicApiTest.Tint: public enum
        + api.PublicApiTest.Shape.Colour: BLUE""",
        api.differencesFrom(
            """
            api.PublicApiTest.Shape.Colour
              public enum
              GREEN
              RED

            api.PublicApiTest.Tint
              public enum
            """));
  }

  public sealed interface Shape {
    int LIMIT = 8;

    double area();

    default int corners() {
      return LIMIT;
    }

    record Circle(@Nullable Double radius) implements Shape {
      public Circle(int radius) {
        this((double) radius);
      }

      @Override
      public double area() {
        return 0;
      }
    }

    enum Colour {
      RED,
      BLUE
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Marked {
      int value();

      Class<?>[] types() default Object.class;
    }
  }

  record Hidden() implements Shape {
    @Override
    public double area() {
      return 0;
    }
  }

  abstract static class Base {
    public void fromAbove() {}

    void forUsAlone() {}
  }

  public abstract static class Box<T extends Comparable<? super T>> extends Base
      implements Function<T, @Nullable String> {
    public static final String UNIT = "ms";
    static final String OURS = "s";

    protected Box() {}

    Box(int size) {}

    @Override
    public @Nullable String apply(T item) {
      return null;
    }

    @Deprecated(since = "0.2")
    @SuppressWarnings("unchecked")
    public void put(T[]... rows) throws InterruptedException, IOException {}

    protected final synchronized <K> Map<K, ? extends List<@Nullable T>> map(
        int @Nullable [] sizes, K key) {
      return Map.of();
    }
  }
}
