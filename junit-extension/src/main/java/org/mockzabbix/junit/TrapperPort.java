package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects the trapper port of the test's server into an {@code int} parameter.
 *
 * <pre>{@code void reports(@TrapperPort int port, MockZabbixServer zabbix)}</pre>
 *
 * <p>If several servers are used, {@code @MockZabbix("other")} on the parameter selects one by
 * name.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(MockZabbixExtension.class)
public @interface TrapperPort {}
