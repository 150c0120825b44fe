package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says what server a test is to have, or that a field is to be given one. It brings {@link
 * MockZabbixExtension} with it.
 *
 * <pre>{@code
 * @MockZabbix(scenario = "classpath:web01.yaml", strict = true)
 * class CpuReporterTest {
 *
 *   @Test
 *   @MockZabbix(version = "6.0")
 *   void reportsTheLoad(MockZabbixServer zabbix) { ... }
 * }
 * }</pre>
 *
 * <p>Each attribute is looked for from the place outwards, and the first annotation that gives it
 * decides; what none gives is as for {@code new MockZabbixServer()}:
 *
 * <table>
 * <caption>Where an attribute is looked for</caption>
 * <tr><th>for</th><th>first, and so on</th></tr>
 * <tr><td>a parameter of a test method</td>
 *   <td>the parameter, the method, its class, the classes around a {@code @Nested} one</td></tr>
 * <tr><td>a parameter of a lifecycle method or constructor</td>
 *   <td>the parameter, the lifecycle method, the test method if there is one, the class of the test, the
 *   classes around</td></tr>
 * <tr><td>a field</td>
 *   <td>the field, the test method unless the field is static, the class of the test, the classes
 *   around</td></tr>
 * </table>
 *
 * <p>On a field, an instance field gets a server for each test; a static one gets a server for the
 * whole class, which is reset before each test. It may be used as a meta-annotation, and is
 * inherited by subclasses.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(MockZabbixExtension.class)
public @interface MockZabbix {

  /** The name of the server, where a test has several; one without a name is the default. */
  String value() default "";

  /**
   * The scenario file that describes the server: {@code classpath:web01.yaml} on the class path of
   * the test, else a path from the working directory.
   */
  String scenario() default "";

  /** The version to behave as, {@code 6.0} or {@code 7.0}; else the scenario's, else the newest. */
  String version() default "";

  /** {@code true}: only configured hosts and items are known; else as the scenario says. */
  boolean[] strict() default {};

  /** {@code true}: an exchange that could not be read fails the test. */
  boolean[] failOnUnreadable() default {};

  /** {@code true}: a value for an unknown host, key or itemid fails the test. */
  boolean[] failOnUnknownItem() default {};

  /** {@code true}: a rule that was never used, of a server or of its agents, fails the test. */
  boolean[] failOnUnusedRule() default {};

  /**
   * How many nodes a {@link org.mockzabbix.MockZabbixCluster} has, at least 2; that is the default.
   */
  int nodes() default 0;

  /**
   * The host that a {@link org.mockzabbix.MockAgent} stands for. Without it, it is the one agent
   * that there is, or else a new one for the host {@code mock-zabbix}.
   */
  String host() default "";

  /**
   * A directory in which the conversation of each failed test is written to a file named after it;
   * else the configuration parameter {@code mockzabbix.conversation.dir} says so, or no file is
   * written.
   */
  String conversationDirectory() default "";
}
