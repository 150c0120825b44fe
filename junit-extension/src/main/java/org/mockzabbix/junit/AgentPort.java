package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The port of a mock agent of the test's server, for an {@code int} parameter.
 *
 * <pre>
 * {@code void polls(@AgentPort("web01") int port, @MockZabbix(host = "web01") MockAgent agent)}
 * </pre>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(MockZabbixExtension.class)
public @interface AgentPort {

  /** The host that the agent stands for, as in {@link MockZabbix#host}. */
  String value() default "";
}
