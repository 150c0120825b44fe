package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects the port of a mock agent into an {@code int} parameter. The agent belongs to the server
 * of the test.
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

  /**
   * The host of the agent. The default is {@link MockZabbix#host}. Without that, it is the host of
   * the only agent, or {@code mock-zabbix} for a new agent if none exists.
   */
  String value() default "";
}
