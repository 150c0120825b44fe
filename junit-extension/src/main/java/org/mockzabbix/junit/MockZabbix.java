package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.tls.TlsMode;

/**
 * Specifies the server of a test, or injects it into a field. Registers {@link
 * MockZabbixExtension}.
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
 * <p>Each attribute is searched for in the order of the table, and the first annotation that sets
 * it applies. An attribute that no annotation sets has the default of {@code new
 * MockZabbixServer()}:
 *
 * <table>
 * <caption>Search order of an attribute</caption>
 * <tr><th>injected into</th><th>annotations, in this order</th></tr>
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
 * <p>An annotated instance field has a server for each test. A static field has a server for the
 * whole class, which is reset before each test. The annotation can be used as a meta-annotation,
 * and subclasses inherit it.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(MockZabbixExtension.class)
public @interface MockZabbix {

  /** The name of the server, if a test has several; empty for the default server. */
  String value() default "";

  /**
   * The scenario file: {@code classpath:web01.yaml} on the class path of the test, or a path
   * relative to the working directory.
   */
  String scenario() default "";

  /**
   * The Zabbix version: {@code 5.0}, {@code 6.0} or {@code 7.0} (default: that of the scenario, or
   * {@code 7.0}).
   */
  String version() default "";

  /**
   * Whether the server is strict, so that it accepts only configured hosts and items (default: as
   * the scenario specifies).
   */
  boolean[] strict() default {};

  /**
   * The modes of the connections that the server and its mock agents accept, with test keys: a
   * {@link org.mockzabbix.tls.TestPsk} with the identity {@code mock-zabbix}, or {@link
   * org.mockzabbix.tls.TestCertificates}, which a test can have as parameters or fields (default:
   * as the scenario specifies). A mock agent with its own encryption keeps it.
   */
  TlsMode[] tls() default {};

  /** Whether an unreadable exchange fails the test (default: false). */
  boolean[] failOnUnreadable() default {};

  /** Whether a value for an unknown host, key or itemid fails the test (default: false). */
  boolean[] failOnUnknownItem() default {};

  /**
   * Whether a value that a real server counts as processed, but does not store, fails the test
   * (default: false). See {@link org.mockzabbix.protocol.ItemValue#notStored()}.
   */
  boolean[] failOnNotStored() default {};

  /** Whether an exchange with a client that does not use TLS fails the test (default: false). */
  boolean[] failOnUnencrypted() default {};

  /** Whether an unused rule of the server or its agents fails the test (default: false). */
  boolean[] failOnUnusedRule() default {};

  /**
   * Whether the expectations of the scenario are checked after each test that has not failed
   * (default: true).
   */
  boolean[] checkExpectations() default {};

  /** The number of nodes of a {@link org.mockzabbix.MockZabbixCluster}, at least 2 (default: 2). */
  int nodes() default 0;

  /**
   * The host of a {@link org.mockzabbix.MockAgent} (default: that of the only agent, or {@code
   * mock-zabbix} for a new agent if none exists).
   */
  String host() default "";

  /**
   * The directory for transcripts of failed tests, each in a file named after its test (default:
   * JUnit's configuration parameter {@code mockzabbix.conversation.dir}; if that is not set, {@code
   * mock-zabbix} below {@code target} or {@code build}, whichever exists in the working directory).
   */
  String conversationDirectory() default "";
}
